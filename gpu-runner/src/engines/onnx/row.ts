/** One request as a row of a batch: its order among the others, and how its next tokens are drawn. */
import type { Draw } from "@plumbline/contract";
import type { TokenDecoder } from "../../models/createTextCodec.ts";
import { EngineError } from "../engine.ts";
import { noiseAt } from "./noise.ts";
import type { ChunkDraw } from "./protocol.ts";
import { type TextTrack, trackText } from "./trackText.ts";

export interface PreparedRequest {
  readonly prompt: readonly number[];
  readonly draw: Draw;
  readonly seed: number;
  readonly decoder: TokenDecoder;
  readonly endTokens: readonly number[];
}

export interface Row {
  /** Place in its call. */
  readonly index: number;
  readonly prompt: readonly number[];
  readonly draw: Draw;
  readonly seed: number;
  readonly track: TextTrack;
  /** Tokens that it may still generate. */
  remaining(): number;
  /** Columns that the model's context has left for it. */
  room(): number;
}

/**
 * The rows of a call, longest prompts first; equal requests aside, their order does not depend on the order given.
 * Throws `EngineError` `context_too_long` where a prompt leaves no place for a token.
 */
export function toRows(requests: readonly PreparedRequest[], contextLength: number | null): Row[] {
  return requests.map((request, index) => toRow(request, index, contextLength)).sort(compareRows);
}

/** K and each row's draws: no more tokens than the longest row needs, none beyond any row's context. */
export function toDraw(rows: readonly Row[], chunk: number): ChunkDraw {
  const needed = Math.max(...rows.map((row) => row.remaining()));
  const steps = Math.min(chunk, needed, ...rows.map((row) => row.room()));
  const noise = new Float32Array(rows.length * steps);
  rows.forEach(({ seed, track }, at) => {
    for (let step = 0; step < steps; step += 1) noise[at * steps + step] = noiseAt(seed, track.count + step);
  });
  return {
    steps,
    noise,
    temperature: Float32Array.from(rows, ({ draw }) => draw.temperature),
    topK: Int32Array.from(rows, ({ draw }) => Math.min(draw.topK, 0x7fff_ffff)),
    topP: Float32Array.from(rows, ({ draw }) => draw.topP),
  };
}

function toRow(request: PreparedRequest, index: number, contextLength: number | null): Row {
  const { prompt, draw, seed, decoder, endTokens } = request;
  const context = (contextLength ?? Number.POSITIVE_INFINITY) - prompt.length;
  if (prompt.length === 0)
    throw new EngineError("refused", `The prompt of request ${index} has no tokens.`, {
      fix: "Write at least one character of the model's vocabulary.",
      retry: false,
    });
  if (context < 1)
    throw new EngineError(
      "context_too_long",
      `The prompt of request ${index} has ${prompt.length} tokens; the model's context has ${contextLength}, answer included.`,
      { fix: "Shorten the prompt, or choose a model with a longer context.", retry: false },
    );
  const limit = Math.min(draw.maxTokens, context);
  const track = trackText({ decoder, endTokens, limit, stop: draw.stop });
  return {
    index,
    prompt,
    draw,
    seed,
    track,
    remaining: () => limit - track.count,
    room: () => context - track.count,
  };
}

function compareRows(lhs: Row, rhs: Row): number {
  if (lhs.prompt.length !== rhs.prompt.length) return rhs.prompt.length - lhs.prompt.length;
  for (let at = 0; at < lhs.prompt.length; at += 1) {
    const difference = (lhs.prompt[at] ?? 0) - (rhs.prompt[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (lhs.seed !== rhs.seed) return lhs.seed - rhs.seed;
  const [left, right] = [drawKey(lhs.draw), drawKey(rhs.draw)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function drawKey({ temperature, topK, topP, maxTokens, stop }: Draw): string {
  return JSON.stringify([temperature, topK, topP, maxTokens, stop]);
}

/**
 * Runs a step graph as Hugging Face exports it, token by token, with the cache through JavaScript: the fallback where a
 * model folder has no Loop graph. Gives the Loop graph's tokens at a fraction of its speed; on CUDA each token moves
 * the whole cache over the bus twice.
 */
import type { Tensor } from "onnxruntime-node";
import type { Batch } from "./cache.ts";
import { type ChunkRunner, type Ends, toMask } from "./chunkRunner.ts";
import { cacheFeeds, type GraphSession, int64, readCaches } from "./graphSession.ts";
import type { ChunkDraw } from "./protocol.ts";
import { sampleToken } from "./sampleToken.ts";

export function createStepRunner(session: GraphSession, { endTokens, padToken }: Ends): ChunkRunner {
  const { shapes } = session;
  const ends = new Set(endTokens);
  return {
    run: async ({ rows, tokens, padding, past, draw }) => {
      const count = rows.length;
      const columns: number[][] = [];
      const logs: number[][] = [];
      const over = rows.map(() => false);
      let batch: Batch = past ?? { rows, padding, columns: 0, caches: [], last: [] };
      let read: readonly (readonly number[])[] = tokens;
      for (let step = 0; step < draw.steps && over.includes(false); step += 1) {
        const width = read[0]?.length ?? 0;
        const total = batch.columns + width;
        const outputs = await session.run({
          input_ids: int64(read.flat(), [count, width]),
          attention_mask: int64(toMask(padding, total), [count, total]),
          ...positions(session, padding, batch.columns, width),
          ...(session.hasInput("num_logits_to_keep") ? { num_logits_to_keep: int64([1], []) } : {}),
          ...cacheFeeds(shapes, count, batch.columns === 0 ? null : batch),
        });
        const drawn = rows.map((_, row) => {
          if (over[row]) return { token: padToken, logProbability: 0 };
          return sampleToken(lastLogits(outputs["logits"], row), drawOf(draw, row, step));
        });
        const last = drawn.map(({ token }) => token);
        last.forEach((token, row) => {
          if (ends.has(token)) over[row] = true;
        });
        columns.push(last);
        logs.push(drawn.map(({ logProbability }) => logProbability));
        batch = { rows, padding, columns: total, caches: readCaches(shapes, outputs), last };
        read = last.map((token) => [token]);
      }
      const byRow = (from: readonly number[][]) =>
        rows.flatMap((_, row) => from.map((column) => column[row] ?? 0));
      return {
        chunk: {
          width: columns.length,
          tokens: Int32Array.from(byRow(columns)),
          logProbabilities: Float32Array.from(byRow(logs)),
        },
        batch,
      };
    },
  };
}

function drawOf(draw: ChunkDraw, row: number, step: number): Parameters<typeof sampleToken>[1] {
  return {
    temperature: draw.temperature[row] ?? 0,
    topK: draw.topK[row] ?? 0,
    topP: draw.topP[row] ?? 1,
    noise: draw.noise[row * draw.steps + step] ?? 0.5,
  };
}

/** Unmasked tokens before each one; 0 at padding. */
function positions(
  session: GraphSession,
  padding: readonly number[],
  before: number,
  width: number,
): Record<string, Tensor> {
  if (!session.hasInput("position_ids")) return {};
  const values = padding.flatMap((pad) =>
    Array.from({ length: width }, (_, column) => Math.max(0, before + column - pad)),
  );
  return { position_ids: int64(values, [padding.length, width]) };
}

/** The logits [V] of the last column read, in 32-bit floats. */
function lastLogits(logits: Tensor | undefined, row: number): Float32Array {
  if (logits === undefined) throw new Error("the step graph gave no logits");
  const [, columns = 0, size = 0] = logits.dims;
  const from = (row * columns + columns - 1) * size;
  const data = logits.data as Float32Array | Uint16Array;
  if (data instanceof Float32Array) return data.subarray(from, from + size);
  const half = new Uint16Array(data.buffer, data.byteOffset + 2 * from, size);
  return Float32Array.from(half, fromHalf);
}

/** IEEE 754 binary16. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * `bench -- engine`: tokens per second of four ways to run the same model on the same prompts.
 *
 * Decision: `loop` generates all tokens in one run of the Loop graph, `chunked` in runs of K tokens with the cache between
 * them in JavaScript (what the engine does), `step` token by token with the step graph, the cache through JavaScript and
 * the drawing in TypeScript, `transformersjs` by transformers.js over the same step graph, in a process of its own because
 * it brings its own onnxruntime. All have the same session options, draw at temperature 1 and never end early. The
 * ways take turns within a round, so that what else the machine does hits all of them; the rates are medians of rounds. The first
 * three must give identical tokens in fp32, or the bench fails. Batches of 1 and 16 go to stderr.
 * Options: --model FOLDER (default: nano, else the converter's small fixture), --rounds N (5), --tokens N (64),
 * --chunk K (16), --provider cpu|cuda|webgpu, --threads N. PLUMBLINE_TRANSFORMERS names a folder whose node_modules has
 * @huggingface/transformers; without it that column is null.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Batch } from "../../gpu-runner/src/engines/onnx/cache.ts";
import type { ChunkRunner } from "../../gpu-runner/src/engines/onnx/chunkRunner.ts";
import { createLoopRunner } from "../../gpu-runner/src/engines/onnx/createLoopRunner.ts";
import { createStepRunner } from "../../gpu-runner/src/engines/onnx/createStepRunner.ts";
import { openGraphSession } from "../../gpu-runner/src/engines/onnx/graphSession.ts";
import { noiseAt } from "../../gpu-runner/src/engines/onnx/noise.ts";
import { openProvider } from "../../gpu-runner/src/engines/onnx/openProvider.ts";
import type { ChunkDraw, Provider } from "../../gpu-runner/src/engines/onnx/protocol.ts";
import { readModelFolder } from "../../gpu-runner/src/models/readModelFolder.ts";
import { openTransformers, type TransformersProcess } from "./transformersProcess.ts";

const ROOT = join(import.meta.dirname, "../..");
const MODELS = ["gpu-runner/models/nano", "gpu-runner/converter/fixtures/tiny"];
const BATCHES = [1, 16, 64];

type Way = (prompts: readonly (readonly number[])[]) => Promise<number[][] | null>;

export async function runBench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: "string" },
      rounds: { type: "string", default: "5" },
      tokens: { type: "string", default: "64" },
      chunk: { type: "string", default: "16" },
      provider: { type: "string", default: "auto" },
      threads: { type: "string" },
    },
  });
  const folder = values.model ?? findModel();
  const provider = await openProvider(values.provider as Provider | "auto");
  const threads = values.threads === undefined ? null : Number(values.threads);
  const tokens = Number(values.tokens);
  console.error(`${folder}, ${provider}, ${tokens} new tokens, ${values.rounds} rounds`);
  const open = (file: string) => openGraphSession(join(folder, "onnx", file), provider, threads);
  const ends = { endTokens: [], padToken: 0 };
  const loop = createLoopRunner(await open("model_loop.onnx"), ends);
  const step = createStepRunner(await open("model.onnx"), ends);
  const transformers = await openTransformers({ folder, tokens, threads });
  const ways: Readonly<Record<string, Way>> = {
    loop: (prompts) => generate(loop, prompts, tokens, tokens),
    chunked: (prompts) => generate(loop, prompts, tokens, Number(values.chunk)),
    step: (prompts) => generate(step, prompts, tokens, tokens),
    ...(transformers === null ? {} : { transformersjs: (prompts) => peer(transformers, prompts) }),
  };
  const prompts = await makePrompts(folder, Math.max(...BATCHES));
  let result: Record<string, unknown> = {};
  for (const batch of BATCHES) {
    const rates = await measure(ways, prompts.slice(0, batch), tokens, Number(values.rounds));
    result = { batch, ...rates, provider };
    console.error(JSON.stringify(result));
  }
  transformers?.close();
  return result;
}

/** Medians in tokens per second. Throws where ways that must agree do not. */
async function measure(
  ways: Readonly<Record<string, Way>>,
  prompts: readonly (readonly number[])[],
  tokens: number,
  rounds: number,
): Promise<Record<string, number | null>> {
  const rates = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    let first: { name: string; made: string } | null = null;
    for (const [name, way] of Object.entries(ways)) {
      const started = performance.now();
      const made = await way(prompts);
      const seconds = (performance.now() - started) / 1_000;
      if (round > 0) rates.get(name)?.push((prompts.length * tokens) / seconds);
      if (made === null) continue;
      first ??= { name, made: JSON.stringify(made) };
      if (JSON.stringify(made) !== first.made)
        throw new Error(`${name} and ${first.name} generate different tokens at batch ${prompts.length}`);
    }
  }
  const none = { loop: null, chunked: null, step: null, transformersjs: null };
  return {
    ...none,
    ...Object.fromEntries([...rates].map(([name, list]) => [name, Math.round(median(list))])),
  };
}

/** The tokens of each row, drawn at temperature 1 by the noise of seeds 0, 1, 2, ... */
async function generate(
  runner: ChunkRunner,
  prompts: readonly (readonly number[])[],
  tokens: number,
  chunk: number,
): Promise<number[][]> {
  const rows = prompts.map((_, row) => row);
  const width = Math.max(...prompts.map((prompt) => prompt.length));
  const padding = prompts.map((prompt) => width - prompt.length);
  const made: number[][] = rows.map(() => []);
  let past: Batch | null = null;
  for (let done = 0; done < tokens; done += chunk) {
    const draw = toDraw(rows, done, Math.min(chunk, tokens - done));
    const read =
      past?.last.map((token) => [token]) ??
      prompts.map((prompt, row) => [...new Array<number>(padding[row] ?? 0).fill(0), ...prompt]);
    const output = await runner.run({ rows, tokens: read, padding, past, draw });
    const { chunk: drawn } = output;
    for (const row of rows)
      made[row]?.push(...drawn.tokens.subarray(row * drawn.width, (row + 1) * drawn.width));
    past = output.batch;
  }
  return made;
}

function toDraw(rows: readonly number[], done: number, steps: number): ChunkDraw {
  return {
    steps,
    noise: Float32Array.from(
      rows.flatMap((seed) => Array.from({ length: steps }, (_, at) => noiseAt(seed, done + at))),
    ),
    temperature: Float32Array.from(rows, () => 1),
    topK: Int32Array.from(rows, () => 0),
    topP: Float32Array.from(rows, () => 1),
  };
}

/** Its noise is its own, so its tokens are not compared. */
async function peer(
  transformers: TransformersProcess,
  prompts: readonly (readonly number[])[],
): Promise<null> {
  await transformers.generate(prompts);
  return null;
}

/** Chains of arithmetic where the model has a tokeniser, else any tokens; the same ones every time. */
async function makePrompts(folder: string, count: number): Promise<number[][]> {
  const number = (row: number, place: number) => Math.floor(noiseAt(row, 1_000 + place) * 900) + 10;
  if (existsSync(join(folder, "tokenizer.json"))) {
    const { codec } = await readModelFolder(folder);
    return Array.from({ length: count }, (_, row) =>
      codec.encodeChat([
        { role: "user", content: `((${number(row, 0)}+${number(row, 1)})*7)-${number(row, 2)}` },
      ]),
    );
  }
  const config = JSON.parse(readFileSync(join(folder, "config.json"), "utf8")) as { vocab_size: number };
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: 16 + (row % 8) }, (_, place) => number(row, place) % config.vocab_size),
  );
}

function findModel(): string {
  const paths = MODELS.map((path) => join(ROOT, path));
  const found = paths.find((path) => existsSync(join(path, "onnx", "model_loop.onnx")));
  if (found === undefined) throw new Error(`No model with a Loop graph: neither ${MODELS.join(" nor ")}.`);
  return found;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

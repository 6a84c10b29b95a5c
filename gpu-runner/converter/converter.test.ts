/**
 * The Loop graph against its step graph on onnxruntime-node, token by token, in 32 bits: the step graph is driven from
 * here with a sampler of its own that shares nothing with the graph's. The model folders have random weights
 * (make_fixtures.py). `llama` has position_ids, grouped key heads, a function of the model's own, an operator of another domain,
 * an If inside, and weights in a file of their own.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";

interface Row {
  readonly prompt: readonly number[];
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
}

interface Generated {
  readonly tokens: readonly (readonly number[])[];
  readonly logProbabilities: readonly (readonly number[])[];
  readonly finished: readonly boolean[];
}

const prompts = [
  [7, 13, 22],
  [9, 1, 30, 31, 40, 2, 8],
  [41],
  [3, 3, 3, 17],
  [46, 45, 44, 43, 42, 41, 40, 39, 38],
];
const ways = [
  { temperature: 0, topK: 0, topP: 1 },
  { temperature: 1, topK: 0, topP: 1 },
  { temperature: 0.7, topK: 5, topP: 1 },
  { temperature: 1.4, topK: 0, topP: 0.8 },
  { temperature: 1, topK: 12, topP: 0.9 },
  { temperature: 2, topK: 1, topP: 1 },
  { temperature: 0.3, topK: 1000, topP: 0.5 },
] as const;
const mixed = ways.flatMap((way) => prompts.map((prompt): Row => ({ prompt, ...way })));
const greedy = prompts.map((prompt): Row => ({ prompt, temperature: 0, topK: 0, topP: 1 }));
const plain = prompts.map((prompt): Row => ({ prompt, temperature: 1, topK: 0, topP: 1 }));

const models = await Promise.all(
  ["tiny", "llama"].map(async (name) => {
    const folder = fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
    const ends: { eos_token_id: number[]; pad_token_id: number } = JSON.parse(
      readFileSync(`${folder}/generation_config.json`, "utf8"),
    );
    const options = { intraOpNumThreads: 1 };
    const step = await InferenceSession.create(`${folder}/onnx/model.onnx`, options);
    const loop = await InferenceSession.create(`${folder}/onnx/model_loop.onnx`, options);
    return { name, step, loop, ends: ends.eos_token_id, pad: ends.pad_token_id };
  }),
);
type Model = (typeof models)[number];

describe.each(models)("the Loop graph of $name", (model) => {
  describe.each([
    { rows: "greedy", batch: greedy },
    { rows: "sampled", batch: plain },
    { rows: "mixed", batch: mixed },
  ])("$rows rows", ({ batch }) => {
    test.each([40, 1, 3, 8])("draws what steps draw, %i tokens a run", async (size) => {
      const steps = await generateByStep(model, batch, 40);
      const runs = await generateInRuns(model, batch, 40, size);
      expect(runs.tokens).toEqual(steps.tokens);
      expect(runs.finished).toEqual(steps.finished);
      const apart = runs.logProbabilities.flatMap((row, at) =>
        row.map((value, column) => Math.abs(value - (steps.logProbabilities[at]?.[column] ?? Number.NaN))),
      );
      expect(Math.max(...apart)).toBeLessThan(1e-5);
    });
  });

  test("ends rows at different times, writes pads after the end token, and stops when all have ended", async () => {
    const { tokens, finished } = await generateInRuns(model, plain, 400, 400);
    expect(finished).toEqual(plain.map(() => true));
    const lengths = tokens.map((row) => row.findIndex((token) => model.ends.includes(token)) + 1);
    expect(new Set(lengths).size).toBeGreaterThan(2);
    expect(tokens[0]?.length).toBe(Math.max(...lengths));
    for (const [at, row] of tokens.entries()) {
      expect(row.slice(lengths[at])).toEqual(row.slice(lengths[at]).map(() => model.pad));
    }
  });

  test("a row's tokens do not depend on whether its neighbours ask for a cut", async () => {
    const alone = await generateInRuns(model, plain, 24, 24);
    const cut = plain.map((row, at) => (at === 0 ? { ...row, topK: 3, topP: 0.5 } : row));
    const beside = await generateInRuns(model, cut, 24, 24);
    for (const at of [1, 2, 3, 4]) {
      expect(beside.tokens[at]?.slice(0, 10)).toEqual(alone.tokens[at]?.slice(0, 10));
    }
  });
});

/** The same number for the same row and position, whatever the batch and the runs. */
function noiseAt(row: number, position: number): number {
  let bits = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(position + 1, 0x85ebca6b);
  for (let turn = 0; turn < 3; turn++) bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  return ((bits >>> 8) + 0.5) / 2 ** 24;
}

async function generateByStep(model: Model, batch: readonly Row[], count: number): Promise<Generated> {
  let { ids, mask, caches } = begin(model, batch);
  const tokens: number[][] = batch.map(() => []);
  const logProbabilities: number[][] = batch.map(() => []);
  const finished = batch.map(() => false);
  for (let position = 0; position < count && finished.includes(false); position++) {
    const feeds = { input_ids: integers(ids), attention_mask: integers(mask), ...caches };
    const read = ids[0]?.length ?? 0;
    const places = mask.map((row) => row.map((_, at) => Math.max(0, sum(row.slice(0, at + 1)) - 1)));
    const outputs = await model.step.run(
      model.step.inputNames.includes("position_ids")
        ? { ...feeds, position_ids: integers(places.map((row) => row.slice(-read))) }
        : feeds,
    );
    const logits = rowsOf(outputs, "logits");
    const width = logits.length / batch.length / read;
    const drawn = batch.map((row, at) => {
      const own = logits.slice((at * read + read - 1) * width, (at + 1) * read * width);
      const token = finished[at] ? model.pad : drawToken(own, row, noiseAt(at, position));
      tokens[at]?.push(token);
      const total = Math.log(sum(own.map(Math.exp)));
      logProbabilities[at]?.push(finished[at] ? 0 : (own[token] ?? Number.NaN) - total);
      if (model.ends.includes(token)) finished[at] = true;
      return token;
    });
    ids = drawn.map((token) => [token]);
    mask = mask.map((row) => [...row, 1]);
    caches = cachesOf(model.step, outputs);
  }
  return { tokens, logProbabilities, finished };
}

function drawToken(logits: readonly number[], row: Row, noise: number): number {
  const largest = Math.max(...logits);
  if (row.temperature === 0) return logits.indexOf(largest);
  const weights = logits.map((value) => Math.exp((value - largest) / row.temperature));
  const ordered = weights.toSorted((lhs, rhs) => rhs - lhs).slice(0, row.topK || undefined);
  const wanted = row.topP * sum(ordered);
  let mass = 0;
  let floor = ordered.at(-1) ?? 0;
  for (const weight of row.topP < 1 ? ordered : []) {
    mass += weight;
    floor = weight;
    if (mass >= wanted) break;
  }
  const kept = weights.map((weight) => (weight >= floor ? weight : 0));
  const target = noise * sum(kept);
  let passed = 0;
  return kept.findIndex((weight) => {
    passed += weight;
    return passed > target;
  });
}

async function generateInRuns(
  model: Model,
  batch: readonly Row[],
  count: number,
  size: number,
): Promise<Generated> {
  let { ids, mask, caches } = begin(model, batch);
  const tokens: number[][] = batch.map(() => []);
  const logProbabilities: number[][] = batch.map(() => []);
  let finished = batch.map(() => false);
  for (let done = 0; done < count && finished.includes(false); ) {
    const steps = Math.min(size, count - done);
    const noise = batch.flatMap((_, row) =>
      Array.from({ length: steps }, (_, at) => noiseAt(row, done + at)),
    );
    const outputs = await model.loop.run({
      input_ids: integers(ids),
      attention_mask: integers(mask),
      steps: new Tensor("int64", [BigInt(steps)], []),
      noise: new Tensor("float32", noise, [batch.length, steps]),
      temperature: new Tensor(
        "float32",
        batch.map((row) => row.temperature),
        [batch.length],
      ),
      top_k: new Tensor(
        "int64",
        batch.map((row) => BigInt(row.topK)),
        [batch.length],
      ),
      top_p: new Tensor(
        "float32",
        batch.map((row) => row.topP),
        [batch.length],
      ),
      finished: new Tensor("bool", finished, [batch.length]),
      eos_token_ids: new Tensor("int64", model.ends.map(BigInt), [model.ends.length]),
      pad_token_id: new Tensor("int64", [BigInt(model.pad)], []),
      ...caches,
    });
    const made = rowsOf(outputs, "tokens");
    const generated = made.length / batch.length;
    const logs = rowsOf(outputs, "log_probabilities");
    for (const [at, row] of tokens.entries()) {
      row.push(...made.slice(at * generated, (at + 1) * generated));
      logProbabilities[at]?.push(...logs.slice(at * generated, (at + 1) * generated));
    }
    finished = rowsOf(outputs, "finished_out").map((flag) => flag === 1);
    ids = tokens.map((row) => row.slice(-1));
    const flat = rowsOf(outputs, "attention_mask_out");
    const length = flat.length / batch.length;
    mask = batch.map((_, at) => flat.slice(at * length, (at + 1) * length));
    caches = cachesOf(model.loop, outputs);
    for (const cache of Object.values(caches)) expect(cache.dims[2]).toBe(length - 1);
    done += generated;
  }
  return { tokens, logProbabilities, finished };
}

function begin(model: Model, batch: readonly Row[]) {
  const width = Math.max(...batch.map((row) => row.prompt.length));
  const pads = (row: Row): number[] => Array.from({ length: width - row.prompt.length }, () => 0);
  const caches = model.step.inputMetadata.flatMap((input): [string, Tensor][] => {
    if (!input.isTensor || !input.name.startsWith("past_key_values.")) return [];
    const [, heads, , head] = input.shape;
    const dims = [batch.length, Number(heads), 0, Number(head)];
    return [[input.name, new Tensor("float32", new Float32Array(0), dims)]];
  });
  return {
    ids: batch.map((row) => [...pads(row), ...row.prompt]),
    mask: batch.map((row) => [...pads(row), ...row.prompt.map(() => 1)]),
    caches: Object.fromEntries(caches),
  };
}

function cachesOf(
  session: InferenceSession,
  outputs: InferenceSession.OnnxValueMapType,
): Record<string, Tensor> {
  const names = session.inputNames.filter((name) => name.startsWith("past_key_values."));
  return Object.fromEntries(
    names.map((name) => [name, tensorOf(outputs, name.replace("past_key_values", "present"))]),
  );
}

function rowsOf(outputs: InferenceSession.OnnxValueMapType, name: string): number[] {
  return Array.from(tensorOf(outputs, name).data, Number);
}

function tensorOf(outputs: InferenceSession.OnnxValueMapType, name: string): Tensor {
  const value = outputs[name];
  if (!(value instanceof Tensor)) throw new Error(`No tensor ${name}.`);
  return value;
}

function integers(rows: readonly (readonly number[])[]): Tensor {
  return new Tensor("int64", rows.flat().map(BigInt), [rows.length, rows[0]?.length ?? 0]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

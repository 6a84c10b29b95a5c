/**
 * An onnxruntime session over a graph with past and present, in plain arrays.
 * Decision: tensors are made and taken apart here only, because 16-bit floats need care: on Node 24 onnxruntime's own
 * Float16Array reaches the binding as no bytes at all, so the tensor is given the same bytes as 16-bit integers.
 */
import { env, InferenceSession, Tensor } from "onnxruntime-node";
import { type Batch, type CacheData, type CacheShape, emptyCache } from "./cache.ts";
import type { Provider } from "./protocol.ts";

// Failures are thrown as well; the log would repeat them.
env.logLevel = "fatal";

export interface GraphSession {
  readonly shapes: readonly CacheShape[];
  hasInput(name: string): boolean;
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  release(): Promise<void>;
}

/** Throws what onnxruntime throws: a file that is no graph, a provider that is not there. */
export async function openGraphSession(
  file: string | Uint8Array,
  provider: Provider,
  threads: number | null,
): Promise<GraphSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [provider],
    ...(threads === null ? {} : { intraOpNumThreads: threads }),
    // Waiting threads would burn the cores that other processes of the machine need: three times the speed on a busy one.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  };
  const session =
    typeof file === "string"
      ? await InferenceSession.create(file, options)
      : await InferenceSession.create(file, options);
  const inputs = new Set(session.inputNames);
  return {
    shapes: session.inputMetadata.flatMap((input) => readShape(input, session.outputNames)),
    hasInput: (name) => inputs.has(name),
    run: async (feeds) => {
      const outputs = await session.run(feeds);
      return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, value as Tensor]));
    },
    release: () => session.release(),
  };
}

export function int64(values: Iterable<number>, dims: readonly number[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(values, BigInt), dims);
}

export function cacheFeeds(
  shapes: readonly CacheShape[],
  rows: number,
  batch: Batch | null,
): Record<string, Tensor> {
  return Object.fromEntries(
    shapes.map((shape, index) => {
      const data = batch?.caches[index] ?? emptyCache(shape, 0);
      return [shape.past, toTensor(shape, data, [rows, shape.heads, batch?.columns ?? 0, shape.size])];
    }),
  );
}

/** The caches that a run gives back. */
export function readCaches(
  shapes: readonly CacheShape[],
  outputs: Readonly<Record<string, Tensor>>,
): CacheData[] {
  return shapes.map((shape) => {
    const data: ArrayBufferView | undefined = outputs[shape.present]?.data as Float32Array | undefined;
    if (data === undefined) throw new Error(`the graph gave no ${shape.present}`);
    if (data instanceof Float32Array) return data;
    return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  });
}

function toTensor({ type }: CacheShape, data: CacheData, dims: readonly number[]): Tensor {
  if (data instanceof Float32Array) return new Tensor(type, data, dims);
  const tensor = new Tensor("float16", data, dims);
  Object.defineProperty(tensor, "data", { value: data });
  return tensor;
}

function readShape(input: InferenceSession.ValueMetadata, outputs: readonly string[]): CacheShape[] {
  if (!input.isTensor || !input.name.startsWith("past_key_values.")) return [];
  const [, heads, , size] = input.shape;
  const present = input.name.replace("past_key_values.", "present.");
  if (typeof heads !== "number" || typeof size !== "number")
    throw new Error(`input ${input.name} has no fixed number of heads and size`);
  if (input.type !== "float32" && input.type !== "float16")
    throw new Error(`input ${input.name} is ${input.type}, neither float32 nor float16`);
  if (!outputs.includes(present)) throw new Error(`the graph has ${input.name} and no ${present}`);
  return [{ past: input.name, present, heads, size, type: input.type }];
}

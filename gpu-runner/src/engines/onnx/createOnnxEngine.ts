/**
 * The engine that runs a model folder on this machine, by onnxruntime in a process of its own.
 *
 * Decision: text, batches and ends of texts are this process's matter (scheduleRows.ts, trackText.ts), numbers are the
 * other one's (inferenceProcess.ts). The folder is read and the process opened here once, so that a model that cannot
 * run fails before the first job; a process that dies later is replaced with the next request.
 */
import { basename, resolve } from "node:path";
import { readModelFolder } from "../../models/readModelFolder.ts";
import type { Log } from "../../world.ts";
import type { Engine } from "../engine.ts";
import { type InferenceProcess, openInferenceProcess } from "./openInferenceProcess.ts";
import type { OpenCommand, Provider } from "./protocol.ts";
import { type ChunkReport, scheduleRows } from "./scheduleRows.ts";

export interface OnnxEngineOptions {
  /** A model folder in Hugging Face's layout. */
  readonly folder: string;
  /** As jobs name the model; the folder's own name where left out. */
  readonly name?: string | undefined;
  /** `auto` (default): CUDA where it works, else the CPU. A named one that is missing is an error. */
  readonly provider?: Provider | "auto" | undefined;
  /** Threads of one operation; where left out onnxruntime takes one for each physical core. */
  readonly threads?: number | undefined;
  /** Rows computed together. Default 64. */
  readonly batch?: number | undefined;
  /** Tokens between two looks at ends, joins and cancels. Default 16 on the CPU, 64 elsewhere. */
  readonly chunk?: number | undefined;
  /** Where left out: fp32 if the folder has it. */
  readonly precision?: "fp32" | "fp16" | undefined;
  /** `step` runs the step graph also where there is a Loop graph; for comparisons. */
  readonly graph?: "loop" | "step" | undefined;
  readonly log: Log;
  /** Milliseconds on a clock that only moves forward. */
  readonly now?: (() => number) | undefined;
  /** Told after each chunk; for metrics. */
  readonly observe?: ((report: ChunkReport) => void) | undefined;
}

const BATCH = 64;
/** A GPU's cache comes back to the host between two chunks, so they are longer there. */
const CHUNKS: Readonly<Record<Provider, number>> = { cpu: 16, cuda: 64, webgpu: 64 };

/**
 * Opens the model. Throws `EngineError`: `model_file_missing`, `model_file_corrupt`, `provider_unavailable`, `engine_died`.
 *
 * `generate` of the engine: the same requests in the same batches give identical results; a request in another batch
 * gives the same text nearly always in fp32 (README.md beside this file has the measured share), because sums
 * are rounded in another order. `batchPlan` is what decides the batches.
 *
 * @example const engine = await createOnnxEngine({ folder: "gpu-runner/models/nano", log });
 */
export async function createOnnxEngine(options: OnnxEngineOptions): Promise<Engine> {
  const { log, now = () => performance.now(), observe = () => {} } = options;
  const folder = await readModelFolder(resolve(options.folder), {
    precision: options.precision,
    kind: options.graph,
  });
  const name = options.name ?? basename(folder.path);
  const wanted = options.provider ?? "auto";
  const open = (provider: Provider | "auto"): Promise<InferenceProcess> => {
    const command: OpenCommand = {
      kind: "open",
      file: folder.graph.file,
      graph: folder.graph.kind,
      provider,
      threads: options.threads ?? null,
      endTokens: folder.endTokens,
      padToken: folder.padToken,
    };
    return openInferenceProcess(command);
  };
  const first = await open(wanted);
  const { provider } = first;
  log.info({ model: name, wanted, provider, graph: folder.graph.kind, pid: first.pid }, "model open");
  if (folder.graph.kind === "step" && options.graph !== "step")
    log.warn(
      { model: name, fix: `cd gpu-runner && python -m converter.convert --model ${folder.path}` },
      "no Loop graph (onnx/model_loop.onnx): running the step graph, which is several times slower",
    );
  const batch = options.batch ?? BATCH;
  const chunk = options.chunk ?? CHUNKS[provider];
  let opened: InferenceProcess | null = first;
  const schedule = scheduleRows({
    batch,
    chunk,
    contextLength: folder.contextLength,
    // What `auto` found once stays: batches of one engine all come from one provider.
    open: async () => {
      const next = opened ?? (await open(provider));
      if (opened === null) log.info({ model: name, pid: next.pid }, "inference process started again");
      opened = null;
      return next;
    },
    now,
    observe,
  });
  return {
    facts: {
      name,
      revision: folder.revision,
      engine: "onnx",
      provider,
      contextLength: folder.contextLength,
    },
    batchPlan: {
      engine: "onnx",
      batch,
      chunk,
      graph: folder.graph.kind,
      precision: folder.graph.precision,
      provider,
      order: "longest prompt first, then token ids, seed, draw",
      join: "when at most half of the batch is taken",
    },
    generate: async (requests, generateOptions) =>
      schedule.generate(
        requests.map(({ messages, prefill, draw, seed }) => ({
          prompt: folder.codec.encodeChat(messages, prefill),
          draw,
          seed,
          decoder: folder.codec.startDecoding(),
          endTokens: folder.endTokens,
        })),
        generateOptions,
      ),
    close: async () => {
      schedule.close();
      opened?.kill();
    },
  };
}

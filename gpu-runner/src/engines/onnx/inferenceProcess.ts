/**
 * The inference process: started by openInferenceProcess.ts, one for each engine.
 *
 * Decision: onnxruntime computes inside `run()` without coming back, and cannot be stopped from its own process; so it has
 * one of its own, which is killed when nobody wants its work any more. Caches stay here, between the runs;
 * only token ids and their log-probabilities leave. Commands are done one after the other.
 */
import { EngineError } from "../engine.ts";
import { type Batch, packRows } from "./cache.ts";
import type { ChunkOutput, ChunkRunner } from "./chunkRunner.ts";
import { createLoopRunner } from "./createLoopRunner.ts";
import { createStepRunner } from "./createStepRunner.ts";
import { type GraphSession, openGraphSession } from "./graphSession.ts";
import { openProvider } from "./openProvider.ts";
import type { AdvanceCommand, Command, OpenCommand, Reply, StartCommand } from "./protocol.ts";

interface Opened {
  readonly runner: ChunkRunner;
  readonly shapes: GraphSession["shapes"];
  readonly padToken: number;
}

let opened: Opened | null = null;
let batches: Batch[] = [];
let work = Promise.resolve();

process.on("message", (command: Command) => {
  work = work.then(async () => {
    const reply = await execute(command).catch(toErrorReply);
    process.send?.(reply);
  });
});
// Whoever asked is gone.
process.on("disconnect", () => process.exit(0));
// Ctrl-C and a supervisor's signal reach the whole group; the parent decides when this process ends.
for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => {});

async function execute(command: Command): Promise<Reply> {
  if (command.kind === "open") return openModel(command);
  if (opened === null) throw new Error("no model is open");
  const output = await (command.kind === "start" ? start(opened, command) : advance(opened, command));
  return { kind: "chunk", chunk: output.chunk };
}

async function openModel(command: OpenCommand): Promise<Reply> {
  const provider = await openProvider(command.provider);
  let session: GraphSession;
  try {
    session = await openGraphSession(command.file, provider, command.threads);
  } catch (error) {
    throw unusable(command.file, error);
  }
  const runner =
    command.graph === "loop" ? createLoopRunner(session, command) : createStepRunner(session, command);
  opened = { runner, shapes: session.shapes, padToken: command.padToken };
  return { kind: "opened", provider };
}

async function start({ runner, padToken }: Opened, { rows, draw }: StartCommand): Promise<ChunkOutput> {
  const width = Math.max(...rows.map(({ prompt }) => prompt.length));
  const padding = rows.map(({ prompt }) => width - prompt.length);
  const output = await runner.run({
    rows: rows.map(({ row }) => row),
    tokens: rows.map(({ prompt }, at) => [...new Array<number>(padding[at] ?? 0).fill(padToken), ...prompt]),
    padding,
    past: null,
    draw,
  });
  batches.push(output.batch);
  return output;
}

async function advance({ runner, shapes }: Opened, { rows, draw }: AdvanceCommand): Promise<ChunkOutput> {
  const past = packRows(batches, rows, shapes);
  batches = [];
  const output = await runner.run({
    rows,
    tokens: past.last.map((token) => [token]),
    padding: past.padding,
    past,
    draw,
  });
  batches = [output.batch];
  return output;
}

function unusable(file: string, error: unknown): EngineError {
  const reason = error instanceof Error ? error.message : String(error);
  if (/bad_alloc|allocat|out of memory/i.test(reason))
    return new EngineError("engine_died", `There is not enough memory for ${file}: ${reason}`, {
      fix: "Free memory, or run a smaller model or its 16-bit variant on this machine.",
      retry: true,
    });
  const isMissing = /does(n't| not) exist|no such file/i.test(reason);
  return new EngineError(
    isMissing ? "model_file_missing" : "model_file_corrupt",
    `${file} cannot be used: ${reason}`,
    {
      fix: "Copy or download this file (and the _data file beside it, where there is one) again, or convert it again with gpu-runner/converter.",
      retry: false,
    },
  );
}

function toErrorReply(error: unknown): Reply {
  if (error instanceof EngineError) {
    const { kind, message, fix, retry } = error;
    return { kind: "error", error: { kind, message, fix, retry } };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    kind: "error",
    error: {
      kind: "engine_died",
      message: `onnxruntime failed in the middle of a batch: ${reason}`,
      fix: "If this says that memory is short, make the batch smaller; if it comes again with every batch, the graph does not fit the runner.",
      retry: true,
    },
  };
}

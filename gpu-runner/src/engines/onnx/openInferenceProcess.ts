/**
 * Starts the inference process and speaks with it, one command at a time.
 * Decision: the process is killed with SIGKILL, which also ends a run in its middle; whatever it did is lost, so
 * the next command needs a new process. While it is idle it keeps neither this process's event loop nor itself alive.
 */
import { fork } from "node:child_process";
import { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { EngineError } from "../engine.ts";
import type {
  AdvanceCommand,
  Chunk,
  Command,
  OpenCommand,
  Provider,
  Reply,
  StartCommand,
} from "./protocol.ts";

export interface InferenceProcess {
  readonly pid: number;
  /** The one that runs the graphs. */
  readonly provider: Provider;
  /** False once it ended or was killed. */
  readonly alive: boolean;
  /** Throws `EngineError`; `engine_died` where the process ends meanwhile. */
  run(command: StartCommand | AdvanceCommand): Promise<Chunk>;
  kill(): void;
}

const ENTRY = fileURLToPath(new URL("./inferenceProcess.ts", import.meta.url));

/** What is kept of the process's standard error, for the message about its death. Characters. */
const LAST_WORDS = 2_000;

/** Throws `EngineError`: `provider_unavailable`, `model_file_corrupt`, `engine_died`. */
export async function openInferenceProcess(open: OpenCommand): Promise<InferenceProcess> {
  const child = fork(ENTRY, [], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // Flags of this process (a debugger's port, a test runner's loader) are not for that one.
    execArgv: [],
  });
  let alive = true;
  let words = "";
  let settle: ((end: Reply | EngineError) => void) | null = null;
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  if (child.stderr instanceof Socket) child.stderr.unref();
  child.on("message", (reply: Reply) => settle?.(reply));
  child.on("error", (error) => settle?.(died(error.message)));
  child.on("close", (code, signal) => {
    alive = false;
    settle?.(
      died(`${signal === null ? `exit code ${code}` : signal}${words === "" ? "" : `: ${words.trim()}`}`),
    );
  });

  const ask = async (command: Command): Promise<Exclude<Reply, { kind: "error" }>> => {
    if (!alive) throw died("it has ended before");
    child.ref();
    child.channel?.ref();
    try {
      const end = await new Promise<Reply | EngineError>((resolve) => {
        settle = resolve;
        // A send to a process that is dying fails in its own way; its death is reported by `close`.
        child.send(command, () => {});
      });
      if (end instanceof EngineError) throw end;
      if (end.kind === "error") throw toError(end.error);
      return end;
    } finally {
      settle = null;
      child.unref();
      child.channel?.unref();
    }
  };
  const kill = (): void => {
    alive = false;
    child.kill("SIGKILL");
  };

  try {
    const reply = await ask(open);
    if (reply.kind !== "opened") throw new Error(`the inference process answered ${reply.kind}`);
    return {
      pid: child.pid ?? 0,
      provider: reply.provider,
      get alive() {
        return alive;
      },
      run: async (command) => {
        const chunk = await ask(command);
        if (chunk.kind !== "chunk") throw new Error(`the inference process answered ${chunk.kind}`);
        return chunk.chunk;
      },
      kill,
    };
  } catch (error) {
    kill();
    throw error;
  }
}

function died(how: string): EngineError {
  return new EngineError("engine_died", `The inference process ended: ${how}`, {
    fix: "It is started again for the next request. If it was killed for want of memory, make the batch smaller or run a smaller model.",
    retry: true,
  });
}

function toError({ kind, message, fix, retry }: Extract<Reply, { kind: "error" }>["error"]): EngineError {
  return new EngineError(kind, message, { fix, retry });
}

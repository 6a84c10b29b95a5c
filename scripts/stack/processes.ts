/**
 * Child processes that never outlive us. Decision: each child leads its own process group, so that one signal ends it
 * with everything it started (wrangler starts workerd, workerd has no parent watch of its own).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";

export interface StartedProcess {
  readonly name: string;
  readonly pid: number;
  /** Resolves with the exit code when the process has ended. */
  readonly ended: Promise<number | null>;
  /** SIGTERM to the group, SIGKILL after `graceMs`. Resolves when it has ended. */
  stop(graceMs?: number): Promise<void>;
  /** SIGKILL to the group at once: what a crash looks like. */
  kill(): Promise<void>;
}

export interface ProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Standard output and error go to this file. */
  readonly logFile: string;
}

const running = new Set<StartedProcess>();

export function startProcess({ name, command, args, cwd, env, logFile }: ProcessOptions): StartedProcess {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: "a" });
  const child: ChildProcess = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      log.write(`${name} could not be started: ${error.message}\n`);
      resolve(127);
    });
    child.once("exit", (code) => resolve(code));
  });
  const signal = (kind: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, kind);
    } catch {
      // The group is gone already, which is what was wanted.
    }
  };
  const started: StartedProcess = {
    name,
    pid: child.pid ?? -1,
    ended,
    async stop(graceMs = 5_000) {
      signal("SIGTERM");
      const timer = setTimeout(() => signal("SIGKILL"), graceMs);
      await ended;
      clearTimeout(timer);
      signal("SIGKILL");
      running.delete(started);
    },
    async kill() {
      signal("SIGKILL");
      await ended;
      running.delete(started);
    },
  };
  running.add(started);
  return started;
}

/** Kills whatever is still running, for the moment when this process ends in any way. */
export function killAll(): void {
  for (const { pid } of running) {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  }
  running.clear();
}
process.once("exit", killAll);

/** A program of its own that a command starts and waits for: the runner, the model server. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CommandFailure } from "./failure.ts";

export interface Child {
  /** For people: "The runner". */
  readonly title: string;
  /** Of gpu-runner/bin. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Signals of a terminal reach the child by themselves; others are passed on. Throws `CommandFailure` unless it ends well. */
export async function runChild({ title, program, args, env }: Child): Promise<void> {
  const file = fileURLToPath(new URL(`../../../gpu-runner/bin/${program}`, import.meta.url));
  if (!existsSync(file)) throw new CommandFailure(3, "program_missing", `${title} is not installed here.`);
  const child = spawn(process.execPath, [file, ...args], { stdio: "inherit", env });
  const ignore = () => {};
  const pass = () => child.kill("SIGTERM");
  process.on("SIGINT", ignore);
  process.on("SIGTERM", pass);
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  process.off("SIGINT", ignore);
  process.off("SIGTERM", pass);
  if (code === 0) return;
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  throw new CommandFailure(code === 2 ? 2 : 3, "program_ended", `${title} ended ${how}.`);
}

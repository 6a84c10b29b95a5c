/** Runs a command in surroundings of a test: what it printed, what it noted, how it ended. */
import { Readable } from "node:stream";
import { runCommand } from "../runCommand.ts";
import type { Surroundings } from "../surroundings.ts";

export interface Ended {
  readonly exit: number;
  readonly output: string;
  readonly notes: string;
}

export async function runPlumb(
  args: readonly string[],
  given: Partial<Surroundings> & { readonly stdin?: string | Iterable<Uint8Array> } = {},
): Promise<Ended> {
  let output = "";
  let notes = "";
  let drawn = 0;
  const { stdin, ...rest } = given;
  const exit = await runCommand(args, {
    env: {},
    workingFolder: "/nowhere",
    homeFolder: "/nowhere",
    watched: false,
    outputIsTerminal: false,
    inputIsTerminal: stdin === undefined,
    input: () => Readable.from(typeof stdin === "string" ? [Buffer.from(stdin)] : (stdin ?? [])),
    askSecret: () => Promise.reject(new Error("nobody is there to ask")),
    write: async (text) => {
      output += text;
    },
    note: (text) => {
      notes += `${text}\n`;
    },
    fetch: () => Promise.reject(new TypeError("fetch failed")),
    sleep: () => Promise.resolve(),
    now: () => 0,
    randomText: () => {
      drawn += 1;
      return `randomtextoftests${String(drawn).padStart(6, "0")}`;
    },
    onInterrupt: () => () => {},
    ...rest,
  });
  return { exit, output, notes };
}

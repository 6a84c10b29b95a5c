/** The real surroundings of a command: this process. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { homedir } from "node:os";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Surroundings } from "./surroundings.ts";

export function processSurroundings(): Surroundings {
  // A reader that has seen enough (`plumb check | head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    env: process.env,
    workingFolder: process.cwd(),
    homeFolder: homedir(),
    watched: process.stderr.isTTY === true && process.env["CI"] === undefined,
    outputIsTerminal: process.stdout.isTTY === true,
    input: () => process.stdin,
    inputIsTerminal: process.stdin.isTTY === true,
    async askSecret(question) {
      process.stderr.write(question);
      const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
      const lines = createInterface({ input: process.stdin, output: hidden, terminal: true });
      lines.on("SIGINT", () => process.exit(130));
      try {
        return (await lines.question("")).trim();
      } finally {
        lines.close();
        process.stderr.write("\n");
      }
    },
    async write(text) {
      if (!process.stdout.write(text)) await once(process.stdout, "drain");
    },
    note(text) {
      process.stderr.write(`${text}\n`);
    },
    fetch: (request) => globalThis.fetch(request),
    sleep: (milliseconds) => sleep(milliseconds),
    now: () => performance.now(),
    randomText: () => randomBytes(16).toString("hex"),
    onInterrupt(listener) {
      process.on("SIGINT", listener);
      return () => process.off("SIGINT", listener);
    },
  };
}

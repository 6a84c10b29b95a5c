/** `plumb runner`: executes heavy jobs of a server on this machine. The runner is a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { CommandFailure } from "../failure.ts";
import { connect, type ServerOptions, withServerOptions } from "../server/connect.ts";
import type { Surroundings } from "../surroundings.ts";

const RUNNER = fileURLToPath(new URL("../../../../gpu-runner/bin/plumbline-runner.mjs", import.meta.url));

export function runnerCommand(surroundings: Surroundings): Command {
  return withServerOptions(
    new Command("runner")
      .summary("execute heavy jobs of a server on this machine")
      .description(
        "Leases heavy jobs from a server and executes them here until stopped.\nCtrl-C ends it after the batch in work; a second Ctrl-C at once.",
      )
      .option("--name <name>", "what the server calls this runner", hostname()),
  )
    .addHelpText("after", EXAMPLES)
    .action(async (options: ServerOptions & { name: string }) => {
      const { url, token } = connect(options, surroundings, "runner");
      if (token === null) {
        throw new CommandFailure(
          2,
          "token_missing",
          `There is no runner token for ${url}.`,
          "Make one with: plumb token create --label runner --scopes runner",
        );
      }
      if (!existsSync(RUNNER))
        throw new CommandFailure(3, "runner_missing", "The runner is not installed here.");
      await runChild({
        ...surroundings.env,
        PLUMBLINE_URL: url,
        PLUMBLINE_TOKEN: token,
        RUNNER_NAME: options.name,
      });
    });
}

/** Signals of a terminal reach the child by themselves; others are passed on. */
async function runChild(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const child = spawn(process.execPath, [RUNNER], { stdio: "inherit", env });
  const ignore = () => {};
  const pass = () => child.kill("SIGTERM");
  process.on("SIGINT", ignore);
  process.on("SIGTERM", pass);
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  process.off("SIGINT", ignore);
  process.off("SIGTERM", pass);
  if (code !== 0)
    throw new CommandFailure(
      code === 2 ? 2 : 3,
      "runner_ended",
      `The runner ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}.`,
    );
}

const EXAMPLES = `
Examples:
  plumb runner --server https://plumbline.example --token plumb_...
  PLUMBLINE_TOKEN=plumb_... plumb runner --name gpu-7`;

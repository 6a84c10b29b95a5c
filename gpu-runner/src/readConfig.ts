/** What a runner is told: by flags, else by variables. */
import { parseArgs } from "node:util";

export interface Config {
  readonly url: string;
  readonly token: string;
  /** What the server calls this runner. */
  readonly name: string;
  readonly logLevel: string;
}

export const USAGE = `Usage: plumbline-runner [--url URL] [--token SECRET] [--name NAME] [--log-level LEVEL]

Leases heavy jobs from a Plumbline server and executes them until stopped.

  --url        the server              (PLUMBLINE_URL, else http://127.0.0.1:8787)
  --token      scope runner; gold too  (PLUMBLINE_TOKEN)
               for hidden benchmarks
  --name       shown with its jobs     (RUNNER_NAME, else this machine's name)
  --log-level  debug, info, warn ...   (LOG_LEVEL, else info)

SIGTERM or Ctrl-C: ends after the batch in work. A second one: ends at once; the job goes on elsewhere.`;

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

/** A string is what is wrong, for people. `"help"` was asked for by flag. */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  machine: string,
): Config | "help" | { readonly wrong: string } {
  let flags: Readonly<Record<string, string | boolean | undefined>>;
  try {
    flags = parseArgs({
      args: [...args],
      options: {
        url: { type: "string" },
        token: { type: "string" },
        name: { type: "string" },
        "log-level": { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (flags["help"] === true) return "help";
  const read = (flag: string, variable: string): string | undefined => {
    const value = flags[flag] ?? env[variable];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const url = read("url", "PLUMBLINE_URL") ?? "http://127.0.0.1:8787";
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return { wrong: `${url} is no server address. Write it like http://127.0.0.1:8787` };
  }
  const token = read("token", "PLUMBLINE_TOKEN");
  if (token === undefined) {
    return {
      wrong: "PLUMBLINE_TOKEN is missing. Make one with: plumb token create --label runner --scopes runner",
    };
  }
  const logLevel = read("log-level", "LOG_LEVEL") ?? "info";
  if (!LEVELS.includes(logLevel)) return { wrong: `${logLevel} is no log level. Use ${LEVELS.join(", ")}` };
  const name = (read("name", "RUNNER_NAME") ?? machine).slice(0, 120);
  return { url, token, name, logLevel };
}

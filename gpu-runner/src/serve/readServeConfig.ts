/** What the model server is told: by flags, else by variables. */
import { parseArgs } from "node:util";

export const PROVIDER_CHOICES = ["auto", "cpu", "cuda", "webgpu"] as const;
const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

export interface ServeConfig {
  /** Model folder; null = the embedded one. */
  readonly model: string | null;
  /** What clients call the model; null = the folder's name. */
  readonly name: string | null;
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly provider: (typeof PROVIDER_CHOICES)[number];
  /** Null = onnxruntime decides. */
  readonly threads: number | null;
  /** Null = nobody is asked for a key. */
  readonly apiKey: string | null;
  readonly logLevel: string;
}

export const SERVE_USAGE = `Usage: plumbline-serve-model [--model FOLDER] [--port N] [--host ADDRESS] [...]

Serves a model folder in OpenAI's form: POST /v1/chat/completions, GET /v1/models, GET /health.

  --model        a folder in Hugging Face's layout with onnx/   (MODEL_FOLDER, else the embedded nano)
  --name         what clients call the model                    (the folder's name)
  --port         0 takes any free one                           (PORT, else 8790)
  --host         0.0.0.0 lets other machines in                 (HOST, else 127.0.0.1)
  --provider     auto, cpu, cuda or webgpu                      (auto)
  --threads      of one operation                               (one a physical core)
  --api-key-env  variable that holds the key clients must send  (none: everybody may)
  --log-level    debug, info, warn ...                          (LOG_LEVEL, else info)`;

/**
 * `"help"` was asked for by flag; `wrong` says for people what is wrong.
 * @example readServeConfig(["--port", "9000"], {}) // { port: 9000, host: "127.0.0.1", ... }
 */
export function readServeConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ServeConfig | "help" | { readonly wrong: string } {
  let flags: Readonly<Record<string, string | boolean | undefined>>;
  try {
    flags = parseArgs({
      args: [...args],
      options: {
        model: { type: "string" },
        name: { type: "string" },
        port: { type: "string" },
        host: { type: "string" },
        provider: { type: "string" },
        threads: { type: "string" },
        "api-key-env": { type: "string" },
        "log-level": { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (flags["help"] === true) return "help";
  const read = (flag: string, variable?: string): string | undefined => {
    const value = flags[flag] ?? (variable === undefined ? undefined : env[variable]);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const port = toWhole(read("port", "PORT") ?? "8790", 0, 65_535);
  if (port === null) return { wrong: "--port is a whole number from 0 to 65535." };
  const threadsText = read("threads");
  const threads = threadsText === undefined ? null : toWhole(threadsText, 1, 1_024);
  if (threadsText !== undefined && threads === null) return { wrong: "--threads is a whole number from 1." };
  const provider = PROVIDER_CHOICES.find((choice) => choice === (read("provider") ?? "auto"));
  if (provider === undefined) return { wrong: `--provider is one of ${PROVIDER_CHOICES.join(", ")}.` };
  const logLevel = read("log-level", "LOG_LEVEL") ?? "info";
  if (!LEVELS.includes(logLevel)) return { wrong: `${logLevel} is no log level. Use ${LEVELS.join(", ")}` };
  const keyVariable = read("api-key-env");
  const apiKey = keyVariable === undefined ? null : (env[keyVariable] ?? "");
  if (apiKey === "") return { wrong: `${keyVariable}, which should hold the key, is not set.` };
  return {
    model: read("model", "MODEL_FOLDER") ?? null,
    name: read("name") ?? null,
    host: read("host", "HOST") ?? "127.0.0.1",
    port,
    provider,
    threads,
    apiKey,
    logLevel,
  };
}

function toWhole(text: string, low: number, high: number): number | null {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= low && value <= high ? value : null;
}

/**
 * What a runner is told: by flags, else by variables.
 * Decision: everything that can be known to be wrong before the first job is said here, with the fix: a model folder
 * that is not there, two models of one name, a budget that could not be kept because no price is known. A key is never a
 * flag, where every process of the machine could read it: a flag names the variable that holds it.
 */
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { OPTIONS, USAGE } from "./usage.ts";

export { USAGE };

export const PROVIDERS = ["auto", "cpu", "cuda", "webgpu"] as const;

export interface LocalModel {
  readonly name: string;
  readonly folder: string;
}

/** Models behind one OpenAI-compatible server. */
export interface RemoteModels {
  readonly url: string;
  readonly names: readonly string[];
  readonly keyVariable: string | undefined;
  readonly concurrency: number;
  /** US dollars per million tokens. */
  readonly prices: { readonly input: number; readonly output: number } | undefined;
  /** US dollars, all models together, in the life of this process. */
  readonly budget: number | undefined;
}

export interface Config {
  readonly url: string;
  readonly token: string;
  /** What the server calls this runner. */
  readonly name: string;
  readonly logLevel: string;
  readonly models: readonly LocalModel[];
  readonly provider: (typeof PROVIDERS)[number];
  readonly threads: number | undefined;
  readonly remote: RemoteModels | undefined;
  /** Jobs worked on at once. */
  readonly concurrency: number;
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
}

/** What the configuration needs to know of the machine. */
export interface Machine {
  readonly hostname: string;
  /** The model that comes with the product, where it is there. */
  readonly embeddedModel: LocalModel | null;
  isFolder(path: string): boolean;
}

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

class Wrong extends Error {}

/** `wrong` is what is wrong, for people. `"help"` was asked for by flag. */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  machine: Machine,
): Config | "help" | { readonly wrong: string } {
  try {
    const flags = parseArgs({ args: [...args], options: OPTIONS }).values;
    return flags.help === true ? "help" : toConfig(flags, env, machine);
  } catch (error) {
    if (error instanceof Wrong || error instanceof TypeError) return { wrong: error.message };
    throw error;
  }
}

type Flags = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

function toConfig(flags: Flags, env: Readonly<Record<string, string | undefined>>, machine: Machine): Config {
  const read = (flag: keyof Flags, variable: string): string | undefined => {
    const value = flags[flag] ?? env[variable];
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
  };
  const readAll = (flag: keyof Flags, variable: string): readonly string[] => {
    const given = flags[flag];
    const values = Array.isArray(given) ? given : (env[variable] ?? "").split(",");
    return values.map((value) => value.trim()).filter((value) => value !== "");
  };
  const readNumber = (flag: keyof Flags, variable: string, kind: NumberKind): number | undefined => {
    const text = read(flag, variable);
    return text === undefined ? undefined : toNumber(`--${flag}`, text, kind);
  };

  const url = read("url", "PLUMBLINE_URL") ?? "http://127.0.0.1:8787";
  assertAddress(url, "http://127.0.0.1:8787");
  const token = read("token", "PLUMBLINE_TOKEN");
  if (token === undefined) {
    throw new Wrong(
      "PLUMBLINE_TOKEN is missing. Make one with: plumb token create --label runner --scopes runner",
    );
  }
  const logLevel = read("log-level", "LOG_LEVEL") ?? "info";
  if (!LEVELS.includes(logLevel)) throw new Wrong(`${logLevel} is no log level. Use ${LEVELS.join(", ")}`);
  const providerText = read("provider", "RUNNER_PROVIDER") ?? "auto";
  const provider = PROVIDERS.find((known) => known === providerText);
  if (provider === undefined)
    throw new Wrong(`${providerText} is no execution provider. Use ${PROVIDERS.join(", ")}`);

  const models = toModels(readAll("model", "RUNNER_MODELS"), machine);
  const input = readNumber("price-in", "RUNNER_PRICE_IN", "money");
  const output = readNumber("price-out", "RUNNER_PRICE_OUT", "money");
  const remote = toRemote({
    url: read("openai", "RUNNER_OPENAI"),
    names: readAll("openai-model", "RUNNER_OPENAI_MODELS"),
    keyVariable: read("openai-key-env", "RUNNER_OPENAI_KEY_ENV"),
    concurrency: readNumber("openai-concurrency", "RUNNER_OPENAI_CONCURRENCY", "count") ?? 32,
    input,
    output,
    budget: readNumber("budget", "RUNNER_BUDGET", "money"),
    env,
  });
  assertDistinct([...models.map(({ name }) => name), ...(remote?.names ?? [])]);
  const port = readNumber("metrics-port", "RUNNER_METRICS_PORT", "port");
  return {
    url,
    token,
    name: (read("name", "RUNNER_NAME") ?? machine.hostname).slice(0, 120),
    logLevel,
    models,
    provider,
    threads: readNumber("threads", "RUNNER_THREADS", "count"),
    remote,
    concurrency: readNumber("concurrency", "RUNNER_CONCURRENCY", "count") ?? 1,
    metrics:
      port === undefined
        ? undefined
        : { port, host: read("metrics-host", "RUNNER_METRICS_HOST") ?? "127.0.0.1" },
  };
}

/** FOLDER or NAME=FOLDER; the embedded model where nothing is said, no model for the single word `none`. */
function toModels(given: readonly string[], { embeddedModel, isFolder }: Machine): LocalModel[] {
  if (given.length === 0) return embeddedModel === null ? [] : [embeddedModel];
  if (given.length === 1 && given[0] === "none") return [];
  return given.map((text) => {
    const at = text.indexOf("=");
    const folder = resolve(at === -1 ? text : text.slice(at + 1));
    const name = at === -1 ? basename(folder) : text.slice(0, at).trim();
    if (name === "" || name.length > 200) throw new Wrong(`--model ${text}: write it as NAME=FOLDER`);
    if (!isFolder(folder)) throw new Wrong(`--model ${text}: there is no folder ${folder}`);
    return { name, folder };
  });
}

function toRemote(given: {
  readonly url: string | undefined;
  readonly names: readonly string[];
  readonly keyVariable: string | undefined;
  readonly concurrency: number;
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly budget: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}): RemoteModels | undefined {
  const { url, names, keyVariable, concurrency, input, output, budget, env } = given;
  if (url === undefined) {
    if (names.length > 0) throw new Wrong("--openai-model needs --openai URL, the server that has the model");
    if (budget !== undefined || input !== undefined || output !== undefined)
      throw new Wrong("--budget, --price-in and --price-out are for models behind --openai URL");
    return undefined;
  }
  assertAddress(url, "http://127.0.0.1:8000/v1");
  if (names.length === 0) throw new Wrong("--openai needs --openai-model NAME, once for each model to use");
  if (keyVariable !== undefined && (env[keyVariable] ?? "") === "")
    throw new Wrong(`--openai-key-env ${keyVariable}: there is no such variable, or it is empty`);
  if ((input === undefined) !== (output === undefined))
    throw new Wrong("--price-in and --price-out come together: US dollars per million tokens");
  if (budget !== undefined && input === undefined)
    throw new Wrong("--budget needs --price-in and --price-out: without a price no budget can be kept");
  const prices = input === undefined || output === undefined ? undefined : { input, output };
  return { url, names, keyVariable, concurrency, prices, budget };
}

function assertAddress(url: string, example: string): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Wrong(`${url} is no server address. Write it like ${example}`);
}

function assertDistinct(names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new Wrong(`Two models are called ${twice}. Name one of them otherwise: --model NAME=FOLDER`);
}

type NumberKind = "count" | "money" | "port";

function toNumber(flag: string, text: string, kind: NumberKind): number {
  const value = Number(text);
  const is = (right: boolean, what: string): number => {
    if (right) return value;
    throw new Wrong(`${flag} ${text}: it must be ${what}`);
  };
  switch (kind) {
    case "count":
      return is(Number.isInteger(value) && value >= 1 && value <= 10_000, "a whole number from 1 to 10,000");
    case "money":
      return is(Number.isFinite(value) && value >= 0, "a number of US dollars, 0 or more");
    case "port":
      return is(Number.isInteger(value) && value >= 0 && value <= 65_535, "a port, 0 to 65,535");
  }
}

/** `plumb runner`: executes heavy jobs of a server on this machine. The runner is a process of its own. */
import { Command, Option } from "commander";
import { runChild } from "../runChild.ts";
import { connectWithToken, type ServerOptions, withServerOptions } from "../server/connect.ts";
import type { Surroundings } from "../surroundings.ts";

/** Told to the runner as they are; it checks them and says what is wrong. */
const PASSED_ON = [
  "name",
  "concurrency",
  "model",
  "provider",
  "threads",
  "openai",
  "openaiModel",
  "openaiKeyEnv",
  "openaiConcurrency",
  "budget",
  "priceIn",
  "priceOut",
  "metricsPort",
  "metricsHost",
  "logLevel",
] as const;
export type RunnerOptions = Readonly<Partial<Record<(typeof PASSED_ON)[number], string | readonly string[]>>>;

export function runnerCommand(surroundings: Surroundings): Command {
  const command = new Command("runner")
    .summary("execute heavy jobs of a server on this machine")
    .description(
      "Leases heavy jobs from a server and executes them here until stopped.\nCtrl-C ends it after the batch in work and hands its jobs back; a second Ctrl-C ends it at once.",
    );
  return withServerOptions(command)
    .option("--name <name>", "what the server calls this runner (default: this machine's name)")
    .option("--concurrency <n>", "jobs worked on at once; they share the models' batches (default: 1)")
    .optionsGroup("Models on this machine:")
    .option(
      "--model <[name=]folder>",
      "a model folder; repeatable; none for no model (default: the embedded nano)",
      collect,
    )
    .addOption(
      new Option("--provider <name>", "what computes (default: auto)").choices([
        "auto",
        "cpu",
        "cuda",
        "webgpu",
      ]),
    )
    .option("--threads <n>", "threads of one operation (default: one for each core)")
    .optionsGroup("Models behind an OpenAI-compatible server:")
    .option("--openai <url>", "vLLM, SGLang, a service")
    .option("--openai-model <name>", "as that server calls it; repeatable", collect)
    .option("--openai-key-env <variable>", "the variable that holds the key")
    .option("--openai-concurrency <n>", "requests in flight at once (default: 32)")
    .option("--budget <dollars>", "most that this runner may spend while it lives")
    .option("--price-in <dollars>", "per million prompt tokens")
    .option("--price-out <dollars>", "per million generated tokens")
    .optionsGroup("Watching:")
    .option("--metrics-port <port>", "serve /metrics and /healthz there (default: not)")
    .option("--metrics-host <address>", "on this address (default: 127.0.0.1)")
    .option("--log-level <level>", "debug, info, warn ... (default: info)")
    .addHelpText("after", EXAMPLES)
    .action(async (options: ServerOptions & RunnerOptions) => {
      const { url, token } = connectWithToken(options, surroundings, "runner");
      await runChild({
        title: "The runner",
        program: "plumbline-runner.mjs",
        args: toRunnerFlags(options),
        // A secret is no argument: every process of the machine could read it there.
        env: { ...surroundings.env, PLUMBLINE_URL: url, PLUMBLINE_TOKEN: token },
      });
    });
}

/** @example toRunnerFlags({ openaiModel: ["a", "b"] }) // ["--openai-model=a", "--openai-model=b"] */
export function toRunnerFlags(options: RunnerOptions): string[] {
  return PASSED_ON.flatMap((option) => {
    const value = options[option];
    const flag = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const values = value === undefined ? [] : typeof value === "string" ? [value] : value;
    return values.map((one) => `--${flag}=${one}`);
  });
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

const EXAMPLES = `
Examples:
  plumb runner
  plumb runner --model models/Qwen3-0.6B --provider cuda --metrics-port 9464
  plumb runner --openai http://127.0.0.1:8000 --openai-model Qwen/Qwen3-8B
  PLUMBLINE_TOKEN=plumb_... plumb runner --server https://plumbline.example

All of it in docs/runner.md.`;

/** `plumb serve-model`: a model of this machine as an OpenAI-compatible server. The server is a process of its own. */
import { Command, InvalidArgumentError, Option } from "commander";
import { runChild } from "../runChild.ts";
import type { Surroundings } from "../surroundings.ts";

const FLAGS = ["model", "name", "port", "host", "provider", "threads", "apiKeyEnv", "logLevel"] as const;
type ServeOptions = Readonly<Partial<Record<(typeof FLAGS)[number], string>>>;

export function serveModelCommand(surroundings: Surroundings): Command {
  return new Command("serve-model")
    .summary("serve a model of this machine in OpenAI's form")
    .description(
      "Serves a model folder with POST /v1/chat/completions, GET /v1/models and GET /health until stopped.\nCtrl-C ends it after the replies in work; a second Ctrl-C at once.",
    )
    .option("--model <folder>", "a folder in Hugging Face's layout with onnx/ (default: the embedded nano)")
    .option("--name <name>", "what clients call the model (default: the folder's name)")
    .option("--port <number>", "0 takes any free one (default: 8790)", toWhole)
    .option("--host <address>", "0.0.0.0 lets other machines in (default: 127.0.0.1)")
    .addOption(new Option("--provider <name>", "what computes (default: auto)").choices(PROVIDERS))
    .option("--threads <number>", "threads of one operation (default: one a physical core)", toWhole)
    .option("--api-key-env <variable>", "variable that holds the key clients must send (default: no key)")
    .option("--log-level <level>", "debug, info, warn ... (default: info)")
    .addHelpText("after", EXAMPLES)
    .action((options: ServeOptions) =>
      runChild({
        title: "The model server",
        program: "plumbline-serve-model.mjs",
        args: toFlags(options),
        env: surroundings.env,
      }),
    );
}

const PROVIDERS = ["auto", "cpu", "cuda", "webgpu"];

function toWhole(text: string): string {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return text;
}

/** @example toFlags({ apiKeyEnv: "KEY" }) // ["--api-key-env=KEY"] */
export function toFlags(options: ServeOptions): string[] {
  return FLAGS.flatMap((flag) => {
    const value = options[flag];
    const written = flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return value === undefined ? [] : [`--${written}=${value}`];
  });
}

const EXAMPLES = `
Examples:
  plumb serve-model
  plumb serve-model --model models/Qwen3-0.6B --provider cuda --port 9000
  plumb serve-model --host 0.0.0.0 --api-key-env SERVE_KEY
  curl http://127.0.0.1:8790/v1/chat/completions \\
    -H 'content-type: application/json' \\
    -d '{"model":"nano","messages":[{"role":"user","content":"((47*16)-310)/2"}]}'`;

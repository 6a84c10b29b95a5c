/** `plumb submit`: outputs to a server, graded there, one run for each model. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CreateRun, RunVisibility } from "@plumbline/contract";
import { Command, InvalidArgumentError, Option } from "commander";
import { createColors } from "picocolors";
import { printJson } from "../printJson.ts";
import { chooseModels } from "../server/chooseModels.ts";
import { connectWithToken, type ServerOptions, withServerOptions } from "../server/connect.ts";
import { inspectOutputs, type Outputs } from "../server/inspectOutputs.ts";
import { printRuns } from "../server/printRuns.ts";
import { type RunSettings, type SubmittedRun, submitModel } from "../server/submitFile.ts";
import { toUploads } from "../server/toUploads.ts";
import type { Surroundings } from "../surroundings.ts";
import { answerIsOption } from "./grade.ts";

interface SubmitOptions extends ServerOptions {
  readonly benchmark: string;
  readonly model?: string;
  readonly revision?: string;
  readonly organisation?: string;
  readonly visibility: RunVisibility;
  readonly label?: string;
  readonly commit?: string;
  readonly branch?: string;
  readonly step?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxTokens?: number;
  readonly answerIs?: "gold" | "response";
  readonly wait: boolean;
  readonly json?: boolean;
}

export function submitCommand(surroundings: Surroundings): Command {
  const command = new Command("submit")
    .summary("grade outputs at a server and keep the run there")
    .description(
      "Sends outputs to a server, waits until they are graded and prints the score and the run's page.\nA file of several models becomes one run for each. The same file twice gives one run.",
    )
    .argument("<file>", "outputs, one JSON object per line; - is standard input")
    .requiredOption("-b, --benchmark <slug>", "the benchmark that the outputs answer")
    .option(
      "-m, --model <name>",
      "the model: selects it in a file of several, names it where the rows do not",
    )
    .option("--revision <text>", "checkpoint, commit or date of the model")
    .option("--organisation <name>", "who made the model")
    .addOption(
      new Option("--visibility <who>", "who sees the run; only public runs rank")
        .choices(["private", "unlisted", "public"])
        .default("private"),
    )
    .option("--label <text>", "a note shown with the run")
    .option("--commit <sha>", "the commit that produced the outputs")
    .option("--branch <name>", "its branch")
    .option("--step <n>", "training step of the checkpoint", toNumber)
    .option("--temperature <t>", "sampling temperature", toNumber)
    .option("--top-p <p>", "nucleus sampling", toNumber)
    .option("--max-tokens <n>", "longest output", toNumber)
    .addOption(answerIsOption())
    .option("--no-wait", "return as soon as the file is sent");
  return withServerOptions(command)
    .option("--json", "print runs and results as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, options: SubmitOptions) => {
      const submitted = await submit(file, options, surroundings);
      if (options.json === true) return printJson({ runs: submitted }, surroundings);
      await surroundings.write(printRuns(submitted, createColors(surroundings.outputIsTerminal)));
    });
}

async function submit(
  file: string,
  options: SubmitOptions,
  surroundings: Surroundings,
): Promise<SubmittedRun[]> {
  const server = connectWithToken(options, surroundings);
  await server.client.benchmark(options.benchmark);
  const scratchFolder = await mkdtemp(join(tmpdir(), "plumb-"));
  try {
    const outputs = await inspectOutputs(file, options, scratchFolder, surroundings);
    const chosen = chooseModels(outputs.models, options.model);
    noteOutputs(outputs, surroundings);
    const submitted: SubmittedRun[] = [];
    for (const upload of await toUploads(outputs, chosen, options, scratchFolder)) {
      submitted.push(await submitModel(server, upload, toSettings(options), options.wait, surroundings));
    }
    return submitted;
  } finally {
    await rm(scratchFolder, { recursive: true, force: true });
  }
}

function noteOutputs({ assumptions, invalid, invalidCount }: Outputs, { note }: Surroundings): void {
  for (const assumption of assumptions) note(`Assumed: ${assumption}.`);
  for (const { line, code, reason } of invalid) note(`line ${line}: ${code}: ${reason}`);
  if (invalidCount > invalid.length)
    note(`and ${invalidCount - invalid.length} more lines that are no sample`);
}

function toSettings(options: SubmitOptions): RunSettings {
  const { benchmark, visibility, label, commit, branch, step, revision, organisation } = options;
  const sampling: CreateRun["sampling"] = {
    ...(options.temperature === undefined ? {} : { temperature: options.temperature }),
    ...(options.topP === undefined ? {} : { topP: options.topP }),
    ...(options.maxTokens === undefined ? {} : { maxTokens: options.maxTokens }),
  };
  return {
    benchmark,
    visibility,
    sampling,
    source: "cli",
    ...(label === undefined ? {} : { label }),
    ...(commit === undefined ? {} : { commit }),
    ...(branch === undefined ? {} : { branch }),
    ...(step === undefined ? {} : { step }),
    modelDetails: {
      ...(revision === undefined ? {} : { revision }),
      ...(organisation === undefined ? {} : { organisation }),
    },
  };
}

function toNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("It must be a number.");
  return number;
}

const EXAMPLES = `
Examples:
  plumb submit outputs.jsonl --benchmark gsm8k --model my-model
  plumb submit outputs.jsonl.gz --benchmark gsm8k --visibility public --temperature 0.7
  plumb submit outputs.jsonl --benchmark gsm8k --no-wait --json`;

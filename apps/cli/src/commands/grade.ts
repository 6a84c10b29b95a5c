/** `plumb grade`: scores of outputs on this machine. */
import { Command, Option } from "commander";
import { createColors } from "picocolors";
import { type GradeOptions, gradeFiles } from "../grade/gradeFiles.ts";
import { printExplained } from "../grade/printExplained.ts";
import { printReport } from "../grade/printReport.ts";
import { printJson } from "../printJson.ts";
import type { Surroundings } from "../surroundings.ts";

export function gradeCommand(surroundings: Surroundings): Command {
  return new Command("grade")
    .summary("grade outputs on this machine, with no server and no account")
    .description(
      "Grades outputs on this machine: no server, no account, no network.\nA file may be packed with gzip or zstd; - is standard input.",
    )
    .argument("<file...>", "outputs, one JSON object per line")
    .option("-b, --benchmark <file>", "problems with their right answers, where the outputs carry none")
    .addOption(policyOption())
    .option("-m, --model <name>", "grade this model's rows only; names rows that have no model")
    .addOption(answerIsOption())
    .option("--explain <id>", "show how the samples of this problem_id (or line:N) were graded")
    .option("--json", "print the report as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (files: string[], options: GradeOptions & { json?: boolean }) => {
      const { report, assumptions, explained } = await gradeFiles(files, options, surroundings);
      if (options.json === true) return printJson(report, surroundings);
      const colors = createColors(surroundings.outputIsTerminal);
      for (const sample of explained) await surroundings.write(`${printExplained(sample)}\n`);
      if (options.explain !== undefined && explained.length === 0) {
        surroundings.note(`No graded row has problem_id ${options.explain}.`);
      }
      await surroundings.write(printReport(report, assumptions, colors));
    });
}

/** How lenient the comparison with the gold is. */
export function policyOption(): Option {
  return new Option("--policy <name>", "how lenient the comparison is")
    .choices(["default", "exact", "relative"])
    .default("default");
}

/** Settles files whose `answer` could be either. */
export function answerIsOption(): Option {
  return new Option("--answer-is <what>", "what the key `answer` holds").choices(["gold", "response"]);
}

const EXAMPLES = `
Examples:
  plumb grade outputs.jsonl
  plumb grade seed-*.jsonl.gz --benchmark problems.jsonl --json > report.json
  plumb grade outputs.jsonl --explain gsm8k-17

A row: {"problem_id": "p1", "gold": "42", "response": "... so the answer is 42", "model": "my-model"}`;

/** `plumb judge`: models that judge reasoning, and what they are worth. No server. */
import { JUDGES } from "@plumbline/judging";
import { Command } from "commander";
import { CommandFailure } from "../failure.ts";
import { count } from "../grade/printReport.ts";
import { attackJudge } from "../judge/attackJudge.ts";
import { type JudgedFile, type JudgeFileOptions, judgeFile } from "../judge/judgeFile.ts";
import { type JudgeFlags, withJudgeFlags } from "../judge/judgeOptions.ts";
import { type MeasureOptions, measureJudge } from "../judge/measureJudge.ts";
import { openJudging } from "../judge/openJudging.ts";
import { printAttackCard, printCard } from "../judge/printCards.ts";
import { describeTally, noteUnsettled, requireSettled } from "../judge/tallyJudged.ts";
import { untilInterrupted } from "../judge/untilInterrupted.ts";
import { printJson } from "../printJson.ts";
import { printTable } from "../printTable.ts";
import { toNumber, toWhole } from "../server/drawOptions.ts";
import type { Surroundings } from "../surroundings.ts";
import { answerIsOption } from "./grade.ts";

interface Printed {
  readonly json?: boolean;
}

export function judgeCommand(surroundings: Surroundings): Command {
  return new Command("judge")
    .summary("let a model judge reasoning, and measure the judge")
    .description("Judges of reasoning on any OpenAI-compatible endpoint, and what they are worth. No server.")
    .addCommand(listCommand(surroundings))
    .addCommand(runJudgeCommand(surroundings))
    .addCommand(evalCommand(surroundings))
    .addCommand(attackCommand(surroundings));
}

function listCommand(surroundings: Surroundings): Command {
  return new Command("list")
    .summary("judges, what they ask and their versions")
    .description("Lists the judges. A changed prompt, schema or reader is another version.")
    .option("--json", "print them as JSON")
    .action(async ({ json }: Printed) => {
      if (json === true) {
        const judges = JUDGES.map(({ id, version, asks, needs, labels, exemptions }) => {
          return { id, version, asks, needs, labels, exemptions };
        });
        return printJson(judges, surroundings);
      }
      const rows = JUDGES.map(({ id, asks, needs, version }) => [id, asks, needs.join(", "), version]);
      await surroundings.write(`${printTable(["judge", "asks", "needs", "version"], rows, 4)}\n`);
    });
}

function runJudgeCommand(surroundings: Surroundings): Command {
  const command = new Command("run")
    .summary("judge the rows of a file")
    .description(
      "Judges every row of a file (problem, response, gold) and prints one judgement a line.\nWhat is settled is kept: the same command goes on where it stopped and asks nothing twice.",
    )
    .argument("<file>", "outputs, one JSON object per line");
  return withJudgeFlags(command)
    .option("--canaries <n>", "samples of known judgement in each batch; 0 = none", toWhole(0, 1_000), 14)
    .option("--max-false-positives <share>", "of canaries; above it a batch is refused", toNumber(0, 1), 0)
    .option("--batch <rows>", "rows in a batch", toWhole(1, 10_000), 100)
    .option("--seed <text>", "decides which canaries stand where", "0")
    .option("--limit <rows>", "judge the first rows only", toWhole(1, 1e9))
    .addOption(answerIsOption())
    .option("-o, --out <file>", "write the judgements here (default: standard output)")
    .addHelpText("after", RUN_EXAMPLES)
    .action((file: string, flags: JudgeFlags & JudgeFileOptions) =>
      untilInterrupted(surroundings, async (stop) => {
        const judging = await openJudging(flags, surroundings, stop);
        const judged = await judgeFile(file, judging, flags, surroundings);
        surroundings.note(describeTally(judged.tally));
        if (judged.invalid.length > 0) surroundings.note(`${count(judged.invalid.length, "line")} no sample`);
        requireBelieved(judged);
        requireSettled(judged.tally);
      }),
    );
}

/** @throws CommandFailure where canaries have refused a batch: a gate, unless the endpoint is to blame. */
function requireBelieved({ refused, tally }: JudgedFile): void {
  const blamed = refused.filter(({ isTrouble }) => !isTrouble);
  const first = blamed[0];
  if (first === undefined) {
    const open = refused[0];
    if (open === undefined) return;
    requireSettled(tally);
    const reasons = open.decision.refusals.map(({ reason }) => reason).join(" ");
    throw new CommandFailure(
      3,
      "judging_incomplete",
      reasons,
      "Run it again: what is settled costs nothing.",
    );
  }
  const reasons = first.decision.refusals.map(({ reason }) => reason).join(" ");
  const many = blamed.length === 1 ? `Batch ${first.batch} is` : `${blamed.length} batches are`;
  throw new CommandFailure(
    1,
    "batch_refused",
    `${many} refused. ${blamed.length === 1 ? "" : `Batch ${first.batch}: `}${reasons}`,
    "Take another judge or model: plumb judge attack shows what gets through.",
  );
}

function evalCommand(surroundings: Surroundings): Command {
  const command = new Command("eval")
    .summary("measure a judge on labelled rows")
    .description(
      "Judges labelled rows and prints the judge's card: confusion, F1, kappa, calibration, cost, with intervals.\nA judge of first errors is also scored as in ProcessBench.",
    )
    .argument("<file>", "rows with a label (true, false) or first_error_step (from 0, -1 = none)");
  return withJudgeFlags(command)
    .option("--label <key>", "key that says whether a row deserves to pass", "label")
    .option("--unmarked-is-sound", "rows without first_error_step have no wrong step")
    .option("--seed <s>", "of the intervals", toWhole(0, 0xffff_ffff), 0)
    .option("--limit <rows>", "read the first rows only", toWhole(1, 1e9))
    .addOption(answerIsOption())
    .option("--json", "print the card as JSON")
    .addHelpText("after", EVAL_EXAMPLES)
    .action((file: string, flags: JudgeFlags & MeasureOptions & Printed) =>
      untilInterrupted(surroundings, async (stop) => {
        const judging = await openJudging(flags, surroundings, stop);
        const measured = await measureJudge(file, judging, flags, surroundings);
        noteUnsettled(measured.tally, surroundings);
        if (flags.json === true) return printJson(measured, surroundings);
        await surroundings.write(printCard(measured));
      }),
    );
}

function attackCommand(surroundings: Surroundings): Command {
  const command = new Command("attack")
    .summary("attack a judge and count what gets through")
    .description(
      "Asks the judge about replies that do not deserve to pass (empty phrases, forged verdicts, orders, ...) and prints\nhow many it accepts, by kind and key.",
    );
  return withJudgeFlags(command)
    .option("--canaries <n>", "at most so many, every kind in turn (default: all)", toWhole(1, 100_000))
    .option("--seed <text>", "decides which, where not all are taken", "0")
    .option("--json", "print the card as JSON")
    .addHelpText("after", ATTACK_EXAMPLES)
    .action((flags: JudgeFlags & Printed & { readonly canaries?: number; readonly seed: string }) =>
      untilInterrupted(surroundings, async (stop) => {
        const judging = await openJudging(flags, surroundings, stop);
        const attacked = await attackJudge(judging, { most: flags.canaries, seed: flags.seed });
        noteUnsettled(attacked.tally, surroundings);
        if (flags.json === true) return printJson(attacked, surroundings);
        await surroundings.write(printAttackCard(attacked));
      }),
    );
}

const RUN_EXAMPLES = `
Examples:
  plumb judge run outputs.jsonl --judge logical_gap --endpoint http://127.0.0.1:8790/v1 --model qwen3 -o judged.jsonl
  plumb judge run outputs.jsonl --judge final_answer --endpoint https://api.example.com/v1 --model large \\
    --key-env EXAMPLE_KEY --budget 2 --price-in 0.15 --price-out 0.6

Exit codes: 1 canaries refused a batch, 2 the budget ended, 3 rows could not be judged for now.`;

const EVAL_EXAMPLES = `
Examples:
  plumb judge eval labelled.jsonl --judge correctness --endpoint http://127.0.0.1:8790/v1 --model qwen3
  plumb judge eval mr_gsm8k.jsonl --judge first_error --endpoint http://127.0.0.1:8790/v1 --model qwen3 --json`;

const ATTACK_EXAMPLES = `
Examples:
  plumb judge attack --judge correctness --endpoint http://127.0.0.1:8790/v1 --model qwen3`;

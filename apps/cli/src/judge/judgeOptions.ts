/** Flags of every command that asks a judge: which one, where, how much at once, how much at most. */
import { findJudge, JUDGES, type Judge } from "@plumbline/judging";
import type { Command } from "commander";
import { CommandFailure } from "../failure.ts";
import { toNumber, toWhole } from "../server/drawOptions.ts";

export interface JudgeFlags {
  readonly judge: string;
  readonly endpoint: string;
  readonly model: string;
  readonly keyEnv?: string;
  readonly maxTokens: number;
  readonly temperature: number;
  /** Seconds. */
  readonly timeout: number;
  readonly tries: number;
  readonly concurrency: number;
  /** US dollars. */
  readonly budget?: number;
  readonly budgetTokens?: number;
  /** US dollars per million tokens. */
  readonly priceIn?: number;
  readonly priceOut?: number;
  /** A folder; false with --no-cache. */
  readonly cache?: string | boolean;
}

const MOST = 1e12;

export function withJudgeFlags(command: Command): Command {
  return command
    .requiredOption("--judge <id>", "which judge, see plumb judge list")
    .requiredOption("--endpoint <url>", "an OpenAI-compatible endpoint: http://127.0.0.1:8790/v1, for one")
    .requiredOption("--model <name>", "the model, as the endpoint calls it")
    .option("--key-env <variable>", "variable that holds the endpoint's key (default: no key)")
    .option("--max-tokens <n>", "longest reply, thoughts included", toWhole(1, 1_000_000), 4096)
    .option("--temperature <t>", "of the judge", toNumber(0, 2), 0)
    .option("--timeout <seconds>", "of one try", toNumber(0.01, 86_400), 120)
    .option("--tries <n>", "of a call that fails for the moment", toWhole(1, 20), 4)
    .option("--concurrency <n>", "calls at once", toWhole(1, 1_000), 8)
    .option("--budget <dollars>", "never spend more; needs both prices", toNumber(0, 1e6))
    .option("--budget-tokens <n>", "never use more, in and out together", toWhole(0, MOST))
    .option("--price-in <dollars>", "of a million tokens in", toNumber(0, 1e6))
    .option("--price-out <dollars>", "of a million tokens out", toNumber(0, 1e6))
    .option("--cache <folder>", "where results are kept (default: ~/.cache/plumbline/judgings)")
    .option("--no-cache", "keep nothing");
}

/** @throws CommandFailure for an id that no judge has, and for a judge that compares two responses. */
export function chooseJudge(id: string): Judge {
  const judge = findJudge(id);
  if (judge === undefined) {
    const ids = JUDGES.map((known) => known.id).join(", ");
    throw new CommandFailure(2, "judge_unknown", `There is no judge ${id}.`, `Judges: ${ids}.`);
  }
  if (judge.needs.includes("other")) {
    const message = `${id} compares two responses; a row has one.`;
    throw new CommandFailure(2, "judge_unsuited", message, "Take one that judges a response by itself.");
  }
  return judge;
}

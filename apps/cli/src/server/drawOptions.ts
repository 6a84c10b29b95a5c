/** Flags that say how tokens are drawn, the same for every command that queues a job. */
import { type Command, InvalidArgumentError } from "commander";

export interface DrawOptions {
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
}

export function withDrawOptions(command: Command): Command {
  return command
    .option("--temperature <t>", "0 is greedy (default: 1)", toNumber(0, 2))
    .option("--top-p <p>", "nucleus sampling (default: 1)", toNumber(0.001, 1))
    .option("--top-k <k>", "only the k likeliest tokens (default: all)", toWhole(0, 1_000_000))
    .option("--max-tokens <n>", "longest output (default: 1024)", toWhole(1, 131_072))
    .option("--seed <s>", "the same seed draws the same (default: 0)", toWhole(0, 0xffff_ffff));
}

/** As a job's payload has it; what was not said is left to the server's defaults. */
export function toDraw({
  temperature,
  topP,
  topK,
  maxTokens,
}: DrawOptions): Readonly<Record<string, number>> {
  const given = { temperature, topP, topK, maxTokens };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

export function toSeed({ seed }: DrawOptions): number {
  return seed ?? 0;
}

export function toNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (text.trim() !== "" && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
  };
}

export function toWhole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (text.trim() !== "" && Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

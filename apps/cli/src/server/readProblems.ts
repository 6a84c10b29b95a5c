/** A benchmark file read whole, for sending: its problems, or the lines that are none. */
import { type InvalidLine, LIMITS, type NewProblem } from "@plumbline/contract";
import { readBenchmarkFile } from "@plumbline/formats";
import { CommandFailure } from "../failure.ts";
import type { OpenedBytes } from "../openBytes.ts";

export async function readProblems(
  file: OpenedBytes,
): Promise<{ readonly problems: readonly NewProblem[]; readonly invalid: readonly InvalidLine[] }> {
  const problems: NewProblem[] = [];
  const invalid: InvalidLine[] = [];
  for await (const events of readBenchmarkFile(file.chunks)) {
    for (const event of events) {
      if (event.kind === "problem") problems.push(event.problem);
      else invalid.push(event.invalid);
    }
    if (problems.length > LIMITS.benchmarkProblems) {
      const limit = LIMITS.benchmarkProblems.toLocaleString("en");
      throw new CommandFailure(
        2,
        "too_many_problems",
        `${file.name} has more than ${limit} problems.`,
        "Split it.",
      );
    }
  }
  return { problems, invalid };
}

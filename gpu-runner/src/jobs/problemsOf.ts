/** The benchmark's problems in their order, at most so many, with how many there will be in all. */
import type { JobProblems } from "@plumbline/contract";
import type { JobContext } from "./executor.ts";
import { readItems } from "./readItems.ts";

export type JobProblem = JobProblems["items"][number];

export async function* problemsOf(
  context: Pick<JobContext, "problems">,
  limit: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<{ readonly problem: JobProblem; readonly total: number }> {
  let left = limit;
  for await (const { item, page } of readItems((cursor) => context.problems(cursor))) {
    yield { problem: item, total: Math.min(page.total, limit) };
    left -= 1;
    if (left <= 0) return;
  }
}

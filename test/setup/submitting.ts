/** What most end-to-end tests do first: make a benchmark, hand in outputs, wait for the verdicts. */
import { type Client, uploadInParts } from "@plumbline/client";
import type { CreateRun, NewProblem, RunView, Uploaded } from "@plumbline/contract";
import { LIMITS } from "@plumbline/contract";

export async function createBenchmark(
  client: Client,
  slug: string,
  problems: readonly NewProblem[],
  visibility: "public" | "hidden" = "public",
): Promise<void> {
  const size = LIMITS.problemsPerRequest;
  const head = problems.slice(0, size);
  await client.createBenchmark({
    slug,
    name: slug,
    visibility,
    problems: [...head],
    seal: problems.length <= size,
  });
  for (let start = size; start < problems.length; start += size) {
    const part = problems.slice(start, start + size);
    await client.addProblems(slug, { problems: [...part], seal: start + size >= problems.length });
  }
}

export function sums(count: number): NewProblem[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `sum-${index}`,
    statement: `What is ${index} + ${index + 1}?`,
    spec: { gold: String(2 * index + 1) },
  }));
}

export async function submit(
  client: Client,
  run: Partial<CreateRun> & { benchmark: string },
  content: Blob | string,
): Promise<Uploaded> {
  const created = await client.createRun({ model: { name: "tester" }, visibility: "public", ...run });
  return uploadInParts(client, created.id, typeof content === "string" ? new Blob([content]) : content);
}

const FINISHED = new Set(["complete", "complete_with_errors", "failed"]);

/** Resolves with the finished run; throws with its last state after `withinMs`. */
export async function waitUntilFinished(client: Client, runId: string, withinMs = 60_000): Promise<RunView> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const run = await client.run(runId);
    if (FINISHED.has(run.state)) return run;
    if (Date.now() > deadline)
      throw new Error(`Run ${runId} is ${run.state} at ${run.percent} % after ${withinMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function toJsonl(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

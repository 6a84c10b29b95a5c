/** Problems of a benchmark file, found by key, else by statement: the order in which a server looks them up. */
import type { InterchangeRow, ProblemSpec } from "@plumbline/contract";
import { readBenchmarkFile } from "@plumbline/formats";
import { normaliseStatement } from "@plumbline/grading";
import { CommandFailure } from "../failure.ts";
import type { OpenedBytes } from "../openBytes.ts";

export interface KnownProblem {
  readonly id: string;
  readonly spec: ProblemSpec;
  readonly cluster: string | null;
}

export interface BenchmarkIndex {
  readonly name: string;
  find(row: InterchangeRow): KnownProblem | undefined;
}

export async function readBenchmarkIndex(file: OpenedBytes): Promise<BenchmarkIndex> {
  const byKey = new Map<string, KnownProblem>();
  const byStatement = new Map<string, KnownProblem>();
  let firstReason: string | null = null;
  for await (const events of readBenchmarkFile(file.chunks)) {
    for (const event of events) {
      if (event.kind === "invalid") {
        firstReason ??= `line ${event.invalid.line}: ${event.invalid.reason}`;
        continue;
      }
      const { key, statement, spec, cluster } = event.problem;
      const known = { id: key, spec: { ...spec, type: spec.type ?? "auto" }, cluster: cluster ?? null };
      byKey.set(key, known);
      const normal = normaliseStatement(statement);
      if (normal !== "" && !byStatement.has(normal)) byStatement.set(normal, known);
    }
  }
  if (byKey.size === 0) {
    throw new CommandFailure(
      2,
      "no_problems",
      `${file.name} holds no problem${firstReason === null ? "" : ` (${firstReason})`}.`,
      'A problem is one line like {"id": "p1", "problem": "What is 2 + 2?", "answer": "4"}.',
    );
  }
  return {
    name: file.name,
    find: (row) =>
      (row.problem_id === null ? undefined : byKey.get(row.problem_id)) ??
      (row.problem === undefined ? undefined : byStatement.get(normaliseStatement(row.problem))),
  };
}

/** Which rows of a file will find their problem, before anything is sent. The same rule as the Worker's. */
import type { ProblemView } from "@plumbline/contract";
import { normaliseStatement } from "@plumbline/grading";
import type { NamedProblem } from "./analyseFile.ts";

export interface Match {
  /** Problems of the benchmark that the file answers, of those that were looked at. */
  readonly answered: number;
  readonly total: number;
  /** Rows whose problem was not found, and up to five examples of what they say. */
  readonly unknownRows: number;
  readonly unknown: readonly string[];
}

/** A row is found by its id, else by its statement with white space normalised. */
export function matchProblems(
  named: readonly NamedProblem[],
  problems: readonly Pick<ProblemView, "id" | "key" | "statement">[],
): Match {
  const byKey = new Map(problems.map((problem) => [problem.key, problem.id]));
  const byStatement = new Map(problems.map((problem) => [normaliseStatement(problem.statement), problem.id]));
  const answered = new Set<string>();
  const unknown: string[] = [];
  let unknownRows = 0;
  for (const { id, statement, rows } of named) {
    const found =
      (id === null ? undefined : byKey.get(id)) ??
      (statement === null ? undefined : byStatement.get(normaliseStatement(statement)));
    if (found !== undefined) {
      answered.add(found);
      continue;
    }
    unknownRows += rows;
    if (unknown.length < 5) unknown.push((id ?? statement ?? "a row that names no problem").slice(0, 80));
  }
  return { answered: answered.size, total: problems.length, unknownRows, unknown };
}

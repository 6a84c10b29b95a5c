/** What samples of the same problem have in common when there is no benchmark to look the problem up in. */
import type { InterchangeRow } from "@plumbline/contract";

/**
 * The statement where the row has one, else its key; null where it has neither. The statement comes first because
 * `id` names the row and not the problem in many files.
 * @param normalise how statements are compared (`normaliseStatement` of packages/grading).
 */
export function problemOf(
  row: Pick<InterchangeRow, "problem" | "problem_id">,
  normalise: (statement: string) => string,
): string | null {
  if (row.problem !== undefined) {
    const statement = normalise(row.problem);
    if (statement !== "") return `statement:${statement}`;
  }
  return row.problem_id === null ? null : `key:${row.problem_id}`;
}

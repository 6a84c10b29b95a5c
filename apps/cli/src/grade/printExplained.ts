/** Grades of single samples for people: what was taken as the answer, and why it counts or not. */
import type { Grade, InterchangeRow } from "@plumbline/contract";

export interface Explained {
  readonly file: string;
  readonly line: number;
  readonly model: string;
  readonly row: InterchangeRow;
  readonly gold: string;
  readonly grade: Grade;
}

const END_CHARACTERS = 400;

export function printExplained({ file, line, model, row, gold, grade }: Explained): string {
  const { extracted } = grade;
  const found = extracted === null ? "nothing" : `${extracted.text}  (rule ${extracted.rule})`;
  const end = row.response.slice(-END_CHARACTERS).trim();
  return [
    `${file}:${line}  ${row.problem_id ?? ""}  ${model}`,
    `  outcome    ${grade.outcome}: ${grade.reason} (by ${grade.by})`,
    `  extracted  ${found}`,
    `  gold       ${gold}`,
    `  response   ${row.response.length > END_CHARACTERS ? "... " : ""}${end.replaceAll("\n", "\n             ")}`,
    "",
  ].join("\n");
}

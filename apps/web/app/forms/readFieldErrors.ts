/** Which field of a form each of the API's refusals belongs to. */
import type { ProblemDetails } from "@plumbline/contract";

export interface FieldErrors {
  /** By the form's own name of the field. */
  readonly fields: ReadonlyMap<string, string>;
  /** What belongs to no field of this form, for people; null where all of it does. */
  readonly rest: string | null;
}

export const NO_ERRORS: FieldErrors = { fields: new Map(), rest: null };

/**
 * @param names the fields of the form by the end of their path in the API: `draw.temperature` -> `temperature`
 * @example readFieldErrors(refusal, { votes: "votes" }).fields.get("votes") // "Too big: expected number to be <=256"
 */
export function readFieldErrors(
  problem: Pick<ProblemDetails, "detail" | "fix" | "errors">,
  names: Readonly<Record<string, string>>,
): FieldErrors {
  const fields = new Map<string, string>();
  const others: string[] = [];
  for (const { path, message } of problem.errors ?? []) {
    const name = Object.entries(names).find(([end]) => path === end || path.endsWith(`.${end}`))?.[1];
    if (name === undefined) others.push(`${path}: ${message}`);
    else if (!fields.has(name)) fields.set(name, message);
  }
  if (fields.size > 0) return { fields, rest: others.length === 0 ? null : others.join(" ") };
  return { fields, rest: [problem.detail, problem.fix].filter((part) => part !== undefined).join(" ") };
}

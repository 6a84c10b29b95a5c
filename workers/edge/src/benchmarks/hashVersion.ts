import type { GraderPlan, Problem } from "@plumbline/contract";
import type { Ports } from "../ports.ts";
import { canonicalJson } from "./canonicalJson.ts";

export type ProblemIdentity = Pick<Problem, "key" | "statementHash" | "specHash">;

/** Identity of a version: equal plan, statements and specs under equal keys give the same hash in any order. */
export function hashVersion(
  hasher: Ports["hasher"],
  plan: GraderPlan,
  problems: readonly ProblemIdentity[],
): string {
  const rows = problems
    .map(({ key, statementHash, specHash }) => [key, statementHash, specHash])
    .sort(([left = ""], [right = ""]) => (left < right ? -1 : 1));
  return hasher.contentHash(canonicalJson({ plan, rows }));
}

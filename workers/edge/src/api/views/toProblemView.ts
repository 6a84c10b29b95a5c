import type { Problem, ProblemView } from "@plumbline/contract";

/** A problem as callers see it; where samples are not revealed, neither are its spec and its cluster. */
export function toProblemView(problem: Problem, revealed: boolean): ProblemView {
  const { spec, statementHash: _statement, specHash: _spec, ...shown } = problem;
  return revealed ? { ...shown, spec } : { ...shown, cluster: null, spec: null };
}

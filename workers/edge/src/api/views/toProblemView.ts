import type { Benchmark, Problem, ProblemView } from "@plumbline/contract";

/** A problem as callers see it; where samples are not revealed, neither are its spec and its cluster. */
export function toProblemView(
  problem: Problem,
  { slug, name }: Pick<Benchmark, "slug" | "name">,
  revealed: boolean,
): ProblemView {
  const { spec, statementHash: _statement, specHash: _spec, ...rest } = problem;
  const shown = { ...rest, benchmark: { slug, name } };
  return revealed ? { ...shown, spec } : { ...shown, cluster: null, spec: null };
}

/** Counts graded samples by model and problem, in memory that grows with problems and not with responses. */
import { emptyCounts, type Grade, type Outcome } from "@plumbline/contract";

interface ProblemCount {
  readonly cluster: string | null;
  readonly counts: Record<Outcome, number>;
  readonly taken: Set<number>;
  lastIndex: number;
}

export interface RunCount {
  readonly model: string;
  readonly problems: ReadonlyMap<string, ProblemCount>;
  readonly rules: ReadonlyMap<string, number>;
}

export interface RunTally {
  /**
   * Takes the place of a sample; false = an earlier row has this index of this problem already. Without an index it
   * gets the one after the highest so far, as a server does it.
   */
  claim(model: string, problem: string, cluster: string | null, index: number | undefined): boolean;
  add(model: string, problem: string, grade: Pick<Grade, "outcome" | "extracted">): void;
  runs(): readonly RunCount[];
}

export function createRunTally(): RunTally {
  const runs = new Map<string, { problems: Map<string, ProblemCount>; rules: Map<string, number> }>();

  function problemOf(model: string, problem: string, cluster: string | null): ProblemCount {
    let run = runs.get(model);
    if (run === undefined) {
      run = { problems: new Map(), rules: new Map() };
      runs.set(model, run);
    }
    let found = run.problems.get(problem);
    if (found === undefined) {
      found = { cluster, counts: emptyCounts(), taken: new Set(), lastIndex: -1 };
      run.problems.set(problem, found);
    }
    return found;
  }

  return {
    claim(model, problem, cluster, index) {
      const found = problemOf(model, problem, cluster);
      if (index !== undefined && found.taken.has(index)) return false;
      const place = index ?? found.lastIndex + 1;
      found.taken.add(place);
      found.lastIndex = Math.max(found.lastIndex, place);
      return true;
    },
    add(model, problem, grade) {
      problemOf(model, problem, null).counts[grade.outcome] += 1;
      const rules = runs.get(model)?.rules;
      const rule = grade.extracted?.rule ?? "none";
      rules?.set(rule, (rules.get(rule) ?? 0) + 1);
    },
    runs: () => [...runs].map(([model, run]) => ({ model, ...run })),
  };
}

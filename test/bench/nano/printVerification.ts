/** The tables of `bench -- verification`, as they stand in docs/verification.md. */
import {
  expectedAccuracy,
  type SelectionReport,
  type VerifierAccuracy,
  wilsonInterval,
} from "@plumbline/stats";
import type { ModelFacts } from "../../../gpu-runner/src/engines/engine.ts";
import type { Solution } from "../verification.ts";

export interface Measured {
  readonly report: SelectionReport;
  readonly accuracy: VerifierAccuracy;
  readonly solutions: readonly Solution[];
  /** Solutions of each problem. */
  readonly samples: number;
  readonly seed: number;
  readonly minutes: number;
  readonly facts: ModelFacts;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

export function printVerification(measured: Measured): void {
  const { report, facts, seed, minutes } = measured;
  const lines = [
    `model ${facts.name} ${facts.revision} on ${facts.provider}, seed ${seed}, ${minutes.toFixed(1)} min`,
    "",
    ...table(
      ["k", "pass@k"],
      report.passAtK.map(({ k, value, low, high }) => [String(k), interval(value, { low, high })]),
    ),
    ...rulesTable(report),
    ...differencesTable(report),
    ...verifierTable(measured),
    ...stepsTable(measured),
    ...errorsTable(measured),
    `votes ${report.votesCast}, abstained ${report.abstained}; tokens for solving ${report.tokens.solving}, for verifying ${report.tokens.verifying}`,
  ];
  console.log(lines.join("\n"));
}

function rulesTable({ rules }: SelectionReport): string[] {
  const names = [...new Set(rules.filter(({ votes }) => votes > 0).map(nameOf))];
  const counts = [...new Set(rules.map(({ votes }) => votes).filter((votes) => votes > 0))];
  const plain = rules.filter(({ votes }) => votes === 0);
  return [
    ...table(
      ["rule without verdicts", "accuracy"],
      plain.map((rule) => [nameOf(rule), interval(rule.value, rule)]),
    ),
    ...table(
      ["M", ...names],
      counts.map((votes) => [
        String(votes),
        ...names.map((name) => {
          const found = rules.find((rule) => rule.votes === votes && nameOf(rule) === name);
          return found === undefined ? "" : interval(found.value, found);
        }),
      ]),
    ),
  ];
}

function differencesTable({ differences }: SelectionReport): string[] {
  const against = [...new Set(differences.map((difference) => difference.against))];
  const rows = [...new Map(differences.map((each) => [`${nameOf(each)} M=${each.votes}`, each])).keys()];
  return table(
    ["less", ...against],
    rows.map((row) => [
      row,
      ...against.map((other) => {
        const found = differences.find(
          (each) => `${nameOf(each)} M=${each.votes}` === row && each.against === other,
        );
        return found === undefined ? "" : signed(found.diff, found);
      }),
    ]),
  );
}

function verifierTable({ accuracy: { estimates, gains } }: Measured): string[] {
  return [
    ...table(
      ["votes", "balanced accuracy", "accepts right", "refuses wrong"],
      estimates.map((each) => [
        String(each.votes),
        interval(each.value, each),
        percent(each.acceptsRight),
        percent(each.refusesWrong),
      ]),
    ),
    ...table(
      ["votes", "gain over one vote"],
      gains.map((gain) => [String(gain.votes), signed(gain.diff, gain)]),
    ),
  ];
}

/** By number of operations: the solver, and what majority and the pessimistic rule make of its samples. */
function stepsTable({ solutions, samples }: Measured): string[] {
  const problems = Array.from({ length: solutions.length / samples }, (_, at) =>
    solutions.slice(at * samples, (at + 1) * samples),
  );
  const lengths = [...new Set(problems.map((group) => group[0]?.problem.tags[0] ?? ""))].sort();
  const pessimistic = { rule: "pessimistic", alpha: 0.1, penalty: "ln_over_n" } as const;
  const rows = lengths.map((length) => {
    const chosen = problems.filter((group) => group[0]?.problem.tags[0] === length);
    const mean = (score: (group: readonly Solution[]) => number): string =>
      percent(chosen.reduce((sum, group) => sum + score(group), 0) / chosen.length);
    const withVotes = (group: readonly Solution[]) =>
      group.map((solution) => ({ ...solution, votes: solution.votes.slice(0, 8) }));
    return [
      length,
      String(chosen.length),
      mean((group) => group.filter(({ right }) => right).length / group.length),
      mean((group) => Number(group.some(({ right }) => right))),
      mean((group) => expectedAccuracy(withVotes(group), { rule: "majority" })),
      mean((group) => expectedAccuracy(withVotes(group), pessimistic)),
    ];
  });
  return table(["steps", "problems", "pass@1", `pass@${samples}`, "majority", "PV(.1)"], rows);
}

/** Wrong solutions by their first error: how many, and the share of verdicts that let them through. */
function errorsTable({ solutions }: Measured): string[] {
  const wrong = solutions.filter(({ right }) => !right);
  const names = [...new Set(wrong.map(({ error }) => error))];
  const rows = names
    .map((name) => {
      const chosen = wrong.filter(({ error }) => error === name);
      const cast = chosen.flatMap(({ votes }) => votes.filter((vote) => vote !== null));
      const accepted = cast.filter((vote) => vote === true).length;
      return { name, count: chosen.length, cast: cast.length, accepted };
    })
    .sort((a, b) => b.count - a.count)
    .map(({ name, count, cast, accepted }) => [
      name,
      String(count),
      percent(count / wrong.length),
      cast === 0 ? "" : interval(accepted / cast, wilsonInterval(accepted, cast)),
    ]);
  return table(["first error", "solutions", "share of wrong", "verdicts that accept"], rows);
}

function nameOf({ rule, alpha }: { readonly rule: string; readonly alpha: number | null }): string {
  return alpha === null ? rule : `PV(${alpha})`;
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function interval(value: number, { low, high }: Range): string {
  return `${percent(value)} [${percent(low)}, ${percent(high)}]`;
}

function signed(value: number, { low, high }: Range): string {
  return `${value >= 0 ? "+" : ""}${percent(value)} [${percent(low)}, ${percent(high)}]`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line), ""];
}

/**
 * `bench -- paired [--problems 1319]`: four systems on GSM8K, graded by packages/grading, compared by packages/stats.
 * Decision: everything is computed from the published response texts, nothing from the shipped labels, so that the figures
 * hold for the whole line from extraction to rank. Standard error has the table for people; the last line is for scripts.
 */
import { parseArgs } from "node:util";
import { gradeSample } from "@plumbline/grading";
import {
  MATH_ARENA,
  mcnemarExact,
  planComparison,
  type RankRow,
  rankRanges,
  wilsonInterval,
} from "@plumbline/stats";
import { hasRealData, type OutputRow, readRows } from "../setup/realData.ts";

const FIRST = "6b_verification";
const SECOND = "175b_finetuning";

interface Gsm8kRow extends OutputRow {
  readonly meta: { readonly idx: number };
}

export async function runBench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({ args, options: { problems: { type: "string", default: "1319" } } });
  if (!hasRealData()) throw new Error("bench paired needs outputs/openai_gsm8k.jsonl of the public data.");
  const systems = gradeSystems(Number(values.problems));
  const boards = [...systems].map(([system, problems]) => ({ system, row: toRankRow(problems) }));
  boards.sort((a, b) => b.row.score - a.row.score);
  const rows = boards.map(({ row }) => row);
  const { ranges, method } = rankRanges(rows);
  const arena = rankRanges(rows, MATH_ARENA).ranges;
  boards.forEach(({ system, row }, index) => {
    const [range, theirs] = [ranges[index], arena[index]];
    console.error(
      `${`${range?.from}-${range?.to}`.padEnd(5)} ${system.padEnd(18)} ${percent(row.score)} [${percent(row.interval.low)}, ${percent(row.interval.high)}]  MathArena ${theirs?.from}-${theirs?.to}`,
    );
  });
  console.error(method);
  return { ...comparePair(systems), ranks: ranges.map(({ from, to }) => [from, to]) };
}

/** Share of right samples by problem and system: one sample each, so 0 or 1. An ungradable sample would be left out. */
function gradeSystems(problems: number): Map<string, Map<string, number>> {
  const systems = new Map<string, Map<string, number>>();
  for (const { model, gold, response, meta } of readRows<Gsm8kRow>("outputs/openai_gsm8k.jsonl")) {
    if (meta.idx >= problems) continue;
    const { score } = gradeSample({ response, spec: { gold, type: "auto" }, policy: "default" });
    const scores = systems.get(model) ?? new Map<string, number>();
    systems.set(model, scores);
    if (score !== null) scores.set(`${meta.idx}`, score);
  }
  return systems;
}

function toRankRow(problems: ReadonlyMap<string, number>): RankRow {
  const right = [...problems.values()].filter((score) => score === 1).length;
  return { score: right / problems.size, interval: wilsonInterval(right, problems.size), problems };
}

function comparePair(systems: ReadonlyMap<string, ReadonlyMap<string, number>>) {
  const pairs = [...(systems.get(FIRST) ?? [])].flatMap(([problem, first]) => {
    const second = systems.get(SECOND)?.get(problem);
    return second === undefined ? [] : [{ first, second }];
  });
  const n10 = pairs.filter(({ first, second }) => first > second).length;
  const n01 = pairs.filter(({ first, second }) => first < second).length;
  const plan = planComparison(pairs.map(({ first, second }) => ({ first: [first], second: [second] })));
  if (plan !== null) {
    console.error(
      `${FIRST} - ${SECOND}: ${percent(plan.difference)} with standard error ${percent(plan.standardError)}; ${plan.itemsNeeded} problems find it with power .8`,
    );
  }
  return { n10, n01, exactP: Math.round(mcnemarExact(n10, n01) * 1e5) / 1e5 };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

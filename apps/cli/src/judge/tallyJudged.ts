/** What became of the rows of a command, and whose turn it is where some have no judgement. */
import { emptyCounts, type Outcome, type OutcomeCounts } from "@plumbline/contract";
import {
  addSpending,
  describeJudging,
  type JudgingStatus,
  NO_SPENDING,
  type Spending,
  toOutcome,
} from "@plumbline/judging";
import { CommandFailure } from "../failure.ts";
import { count } from "../grade/printReport.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Judged, OpenJudging } from "./openJudging.ts";

export interface JudgedTally {
  readonly rows: number;
  readonly outcomes: OutcomeCounts;
  readonly statuses: Readonly<Partial<Record<JudgingStatus, number>>>;
  /** Rows whose result was known already. */
  readonly cached: number;
  /** Why the first row that could not be judged was not; null where all were. */
  readonly trouble: string | null;
  /** Of this command, canaries and all. */
  readonly spent: Spending;
  /** What the rows' judgements cost when they were asked. */
  readonly price: Spending;
}

export interface Tallying {
  /** @returns the row's outcome */
  addRow(judged: Judged, outcome?: Outcome): Outcome;
  addCanary(judged: Judged): void;
  finish(): JudgedTally;
}

export function startTally({ judge }: Pick<OpenJudging, "judge">): Tallying {
  const outcomes = emptyCounts();
  const statuses: Partial<Record<JudgingStatus, number>> = {};
  let [rows, cached] = [0, 0];
  let trouble: string | null = null;
  let [spent, price] = [NO_SPENDING, NO_SPENDING];
  return {
    addRow(judged, outcome = toOutcome(judge, judged.judging)) {
      const { status } = judged.judging;
      rows += 1;
      cached += judged.cached ? 1 : 0;
      outcomes[outcome] += 1;
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (OPEN.includes(status)) trouble ??= describeJudging(judged.judging);
      spent = addSpending(spent, judged.judging.spending);
      price = addSpending(price, judged.price);
      return outcome;
    },
    addCanary({ judging }) {
      spent = addSpending(spent, judging.spending);
    },
    finish: () => ({ rows, outcomes, statuses, cached, trouble, spent, price }),
  };
}

/** @example "3 rows: correct 2, error 1; 1 from the cache; 4 calls, 1,200 tokens, $0.0011" */
export function describeTally({ rows, outcomes, cached, spent }: JudgedTally): string {
  const seen = Object.entries(outcomes).filter(([, samples]) => samples > 0);
  const said = seen.map(([outcome, samples]) => `${outcome} ${samples.toLocaleString("en")}`).join(", ");
  const known = cached === 0 ? "" : `; ${cached.toLocaleString("en")} from the cache`;
  return `${count(rows, "row")}: ${said}${known}; ${describeSpending(spent)}`;
}

/** A call that does not tell its tokens makes them unknown. */
export function describeSpending({ calls, tokensIn, tokensOut, cost }: Spending): string {
  const tokens =
    tokensIn === null || tokensOut === null ? "tokens not known" : count(tokensIn + tokensOut, "token");
  return `${count(calls, "call")}, ${tokens}${cost === null ? "" : `, ${dollars(cost)}`}`;
}

/** @example dollars(0.00012) === "$0.00012" */
export function dollars(cost: number): string {
  return `$${cost === 0 ? "0" : cost.toPrecision(3)}`;
}

/** @throws CommandFailure where rows have no judgement for a reason that may pass. */
export function requireSettled(tally: JudgedTally): void {
  const failure = unsettled(tally);
  if (failure !== null) throw failure;
}

/**
 * For cards, which say themselves how much was not judged: a sentence beside the card.
 * @throws CommandFailure where nothing was judged, so that there is no card
 */
export function noteUnsettled(tally: JudgedTally, surroundings: Pick<Surroundings, "note">): void {
  const failure = unsettled(tally);
  if (failure === null) return;
  if (countOf(tally, [...OPEN, "budget_exhausted"]) === tally.rows) throw failure;
  surroundings.note(failure.message);
}

function unsettled(tally: JudgedTally): CommandFailure | null {
  const all = count(tally.rows, "row");
  const rest = "Run it again: what is settled is in the cache and costs nothing.";
  const open = countOf(tally, OPEN);
  if (open > 0) {
    const why = OPEN.flatMap((status) =>
      countOf(tally, [status]) > 0 ? [`${status} ${countOf(tally, [status])}`] : [],
    );
    const message = `${open} of ${all} could not be judged: ${why.join(", ")}. The first: ${tally.trouble}`;
    return new CommandFailure(3, "judging_incomplete", message, rest);
  }
  const exhausted = countOf(tally, ["budget_exhausted"]);
  if (exhausted === 0) return null;
  const message = `The budget ended before ${exhausted} of ${all}.`;
  return new CommandFailure(2, "budget_exhausted", message, `${rest} Each run has its own budget.`);
}

function countOf({ statuses }: JudgedTally, wanted: readonly JudgingStatus[]): number {
  return wanted.reduce((sum, status) => sum + (statuses[status] ?? 0), 0);
}

const OPEN: readonly JudgingStatus[] = ["unavailable", "rate_limited", "timed_out", "error"];

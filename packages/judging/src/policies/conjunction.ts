/**
 * Right in the answer and in every respect that a judge looks at (IneqMath's overall accuracy, arXiv 2506.07927).
 * Decision: three-valued. One part that is wrong decides, whatever the others are; right needs every part. Otherwise the
 * whole is what the gravest undecided part is, because a guess would hide it.
 */
import { type Outcome, toStanding } from "@plumbline/contract";

export interface ConjunctionPart {
  /** `answer`, or a judge's id. */
  readonly name: string;
  readonly outcome: Outcome;
}

export interface Conjunction {
  readonly outcome: Outcome;
  /** Parts that are wrong, in the given order. */
  readonly failed: readonly string[];
  /** Parts of which nothing can be said. */
  readonly open: readonly string[];
}

/** Gravest first: what no judge can repair comes before what asking again may settle. */
const OPEN_OUTCOMES = [
  "gold_invalid",
  "undecided",
  "judge_unparseable",
  "unavailable",
  "error",
] as const satisfies readonly Outcome[];

/**
 * Total. No parts at all are `undecided`.
 * @example conjunction([{ name: "answer", outcome: "correct" }, { name: "toy_case", outcome: "incorrect" }]).outcome // "incorrect"
 */
export function conjunction(parts: readonly ConjunctionPart[]): Conjunction {
  const wrong = parts.filter(({ outcome }) => toStanding(outcome) === "wrong");
  const open = parts.filter(({ outcome }) => toStanding(outcome) === "ungradable");
  const names = (some: readonly ConjunctionPart[]) => some.map(({ name }) => name);
  return { outcome: outcomeOf(parts, wrong, open), failed: names(wrong), open: names(open) };
}

function outcomeOf(
  parts: readonly ConjunctionPart[],
  wrong: readonly ConjunctionPart[],
  open: readonly ConjunctionPart[],
): Outcome {
  const first = wrong[0];
  // A single reason keeps its name (`truncated`, `no_answer`); several are simply wrong.
  if (first !== undefined)
    return wrong.every(({ outcome }) => outcome === first.outcome) ? first.outcome : "incorrect";
  const gravest = OPEN_OUTCOMES.find((outcome) => open.some((part) => part.outcome === outcome));
  if (gravest !== undefined) return gravest;
  return parts.length === 0 ? "undecided" : "correct";
}

export interface PartAccuracy {
  readonly name: string;
  readonly right: number;
  readonly gradable: number;
}

/** Right and gradable samples of each part and, as `overall`, of the conjunction. */
export function tallyConjunctions(samples: readonly (readonly ConjunctionPart[])[]): readonly PartAccuracy[] {
  const tally = new Map<string, { right: number; gradable: number }>();
  const add = ({ name, outcome }: ConjunctionPart) => {
    const { right, gradable } = tally.get(name) ?? { right: 0, gradable: 0 };
    const standing = toStanding(outcome);
    tally.set(name, {
      right: right + (standing === "right" ? 1 : 0),
      gradable: gradable + (standing === "ungradable" ? 0 : 1),
    });
  };
  for (const parts of samples) {
    for (const part of parts) add(part);
    add({ name: "overall", outcome: conjunction(parts).outcome });
  }
  return [...tally].map(([name, counts]) => ({ name, ...counts }));
}

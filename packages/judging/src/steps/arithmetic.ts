/**
 * The checker as a calculator with a budget. Decision: no second evaluator. Values are read off the checker's exact
 * certificate for "expression against 0", so a claim and an answer are computed by the same code.
 */
import { checkAnswer } from "@plumbline/checker";
import { parseRational, type Rational } from "./rational.ts";

/** Operations of one comparison; what needs more is `undecided`. Ordinary claims need fewer than 500. */
const FUEL_PER_CHECK = 20_000;

export type Comparison = "equal" | "rounds" | "different" | "undecided";

export interface Arithmetic {
  /** Whether two expressions are the same; leniencies about answers (units, variable names) do not apply. */
  compare(left: string, right: string): Comparison;
  /** The exact value where it is rational and all numbers; null otherwise. */
  value(text: string): Rational | null;
  /** Whether `left` <= `right`; null where it could not be told. */
  atMost(left: string, right: string): boolean | null;
  /** Operations left; 0 or less ends all checks. */
  readonly left: number;
}

/** @param fuel operations for everything that is asked of it. */
export function createArithmetic(fuel: number): Arithmetic {
  let left = fuel;
  const check = (gold: string, answer: string) => {
    if (left <= 0) return null;
    const result = checkAnswer(gold, answer, { type: "math", fuel: Math.min(left, FUEL_PER_CHECK) });
    // A comparison costs something even where the checker counts nothing, so that the number of calls is bounded.
    left -= result.fuel + 10;
    return result.status === "compared" ? result : null;
  };
  const compare = (gold: string, answer: string): Comparison => {
    const result = check(gold, answer);
    if (result === null || !isComparable(result.evidence.gold.shape, result.evidence.answer.shape))
      return "undecided";
    if (result.evidence.decider === "undefined") return "undecided";
    return result.relation;
  };
  return {
    compare,
    value(text) {
      const result = check(`(${text})+0`, "0");
      if (result === null) return null;
      if (result.relation === "equal") return { top: 0n, bottom: 1n };
      const { decider, certificate } = result.evidence;
      return decider === "rational" && typeof certificate["difference"] === "string"
        ? parseRational(certificate["difference"])
        : null;
    },
    atMost(smaller, larger) {
      const difference = `(${larger})-(${smaller})`;
      const relation = compare(`\\left|${difference}\\right|`, difference);
      return relation === "undecided" ? null : relation === "equal";
    },
    get left() {
      return left;
    },
  };
}

const COMPARABLE = new Set(["integer", "fraction", "decimal", "expression", "symbol", "percent"]);

function isComparable(left: string, right: string): boolean {
  return COMPARABLE.has(left) && COMPARABLE.has(right);
}

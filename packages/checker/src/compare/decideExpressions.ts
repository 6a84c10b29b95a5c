/** The ordered list of deciders for two expressions. Each is sound or silent; the first that speaks is the verdict. */
import type { Node } from "../ast/node.ts";
import { type Fuel, OutOfFuel } from "../fuel.ts";
import type { Polynomial } from "../normal/polynomial.ts";
import type { Certificate, Decider } from "./decider.ts";
import { anglesDecider } from "./deciders/angles.ts";
import { constantsDecider } from "./deciders/constants.ts";
import { fieldDecider } from "./deciders/field.ts";
import { independenceDecider } from "./deciders/independence.ts";
import { infinityDecider } from "./deciders/infinity.ts";
import { magnitudeDecider } from "./deciders/magnitude.ts";
import { pointsDecider } from "./deciders/points.ts";
import { rationalDecider, structuralDecider } from "./deciders/structural.ts";
import { createPair, normaliseExpression, symbolsOf } from "./expressionPair.ts";

const DECIDERS: readonly Decider[] = [
  rationalDecider,
  structuralDecider,
  infinityDecider,
  independenceDecider,
  fieldDecider,
  magnitudeDecider,
  anglesDecider,
  constantsDecider,
  pointsDecider,
];

export const DECIDER_NAMES: readonly string[] = ["undefined", ...DECIDERS.map((decider) => decider.name)];

export interface ExpressionVerdict {
  readonly relation: "equal" | "different" | "undecided";
  readonly decider: string;
  readonly certificate: Certificate;
}

/** How two expressions stand to each other; null where one of them is no expression. */
export function decideExpressions(gold: Node, answer: Node, fuel: Fuel): ExpressionVerdict | null {
  const left = normaliseExpression(gold, fuel);
  const right = normaliseExpression(answer, fuel);
  if ("failure" in left || "failure" in right) {
    for (const side of [left, right]) {
      if ("failure" in side && side.failure === "undefined")
        return { relation: "different", decider: "undefined", certificate: { reason: side.message } };
      if ("failure" in side && side.failure === "limit")
        return { relation: "undecided", decider: "none", certificate: { reason: side.message } };
    }
    return null;
  }
  const verdict = decideExpressionsOf(left.polynomial, right.polynomial, fuel);
  if (verdict.decider !== "none" || symbolsOf([left.polynomial, right.polynomial]).length === 0)
    return verdict;
  return provePositive(gold, answer, fuel) ?? verdict;
}

/** No point of any sign tells the two apart: a proof for positive letters, as ln(xy) = ln x + ln y needs it, decides. */
function provePositive(gold: Node, answer: Node, fuel: Fuel): ExpressionVerdict | null {
  try {
    const left = normaliseExpression(gold, fuel, true);
    const right = normaliseExpression(answer, fuel, true);
    if ("failure" in left || "failure" in right) return null;
    const pair = createPair(left.polynomial, right.polynomial, fuel);
    for (const decider of [rationalDecider, structuralDecider, fieldDecider]) {
      const decision = decider.decide(pair);
      if (decision?.relation === "equal")
        return {
          relation: "equal",
          decider: decider.name,
          certificate: { ...decision.certificate, letters: "positive" },
        };
    }
  } catch (error) {
    if (!(error instanceof OutOfFuel)) throw error;
  }
  return null;
}

/** The same for normal forms. */
export function decideExpressionsOf(gold: Polynomial, answer: Polynomial, fuel: Fuel): ExpressionVerdict {
  const pair = createPair(gold, answer, fuel);
  for (const decider of DECIDERS) {
    try {
      const decision = decider.decide(pair);
      if (decision !== null) return { ...decision, decider: decider.name };
    } catch (error) {
      if (!(error instanceof OutOfFuel)) throw error;
      return { relation: "undecided", decider: decider.name, certificate: { reason: "fuel" } };
    }
  }
  return { relation: "undecided", decider: "none", certificate: { reason: "no decider could tell" } };
}

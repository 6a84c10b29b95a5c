/**
 * Checks every arithmetic and algebraic claim of a response, without a model. Decision: a failure is a proof, so that
 * it may be shown as one; whatever is not proven is `undecided`. Work is counted, not timed: the same text gives the same
 * report everywhere, and when the operations are spent the remaining claims come out as `undecided` with reason `fuel`.
 * Not handled: word problems ("half as many as Ann"), geometry, sums with dots, calculus, matrices, logic.
 */
import { type Arithmetic, createArithmetic } from "./arithmetic.ts";
import { checkChain, type Found } from "./checkChain.ts";
import { findChains } from "./findChains.ts";
import { createScope, type MutableScope, remember } from "./scope.ts";
import { isOtherArithmetic, sentencesOf } from "./sentence.ts";
import { splitSteps } from "./splitSteps.ts";
import type { CheckedStep, ClaimCheck, Step, StepReport } from "./step.ts";
import { tokenize } from "./tokenize.ts";

export interface StepCheckOptions {
  /** Operations for the whole response, 1 to 10^9. The default is some 100 times what long solutions take. */
  readonly fuel?: number;
}

/** Changes whenever a claim may come out differently; stored with every report. */
export const STEP_CHECKS_VERSION: string = "steps-1";

const DEFAULT_FUEL = 2_000_000;
const MOST_FUEL = 1_000_000_000;

/**
 * Splits and checks. Total: never throws; linear in the response's length but for the fuel.
 * @example checkResponse("Step 1: 48/2 = 24.\nStep 2: 48 + 24 = 71.").firstFailingStep // 1
 */
export function checkResponse(response: string, options: StepCheckOptions = {}): StepReport {
  return checkSteps(splitSteps(response), options);
}

/** The same for steps that are known; the spans of the claims count as the steps' spans do. */
export function checkSteps(steps: readonly Step[], { fuel }: StepCheckOptions = {}): StepReport {
  const given = Math.floor(fuel ?? DEFAULT_FUEL);
  const limit = Number.isNaN(given) ? DEFAULT_FUEL : Math.min(Math.max(given, 1), MOST_FUEL);
  const arithmetic = createArithmetic(limit);
  const scope = createScope();
  const checked = steps.map((step, at) => checkStep(step, steps[at + 1]?.text ?? "", scope, arithmetic));
  return {
    steps: checked,
    firstFailingStep: checked.find(({ outcome }) => outcome === "fails")?.index ?? null,
    fuel: Math.min(limit - arithmetic.left, limit),
  };
}

function checkStep(step: Step, following: string, scope: MutableScope, arithmetic: Arithmetic): CheckedStep {
  const sentences = sentencesOf(step, following);
  const otherArithmetic = isOtherArithmetic(step.text);
  const claims: ClaimCheck[] = [];
  for (const chain of findChains(tokenize(step.text, step.span.start))) {
    const place = { step: step.index, sentence: sentences(chain.span.start), otherArithmetic };
    const found = checkChain(chain, place, scope, arithmetic);
    claims.push(...found.map((claim) => toClaim(step, claim)));
    remember(scope, chain, step.index, found);
  }
  const has = (outcome: ClaimCheck["outcome"]) => claims.some((claim) => claim.outcome === outcome);
  const outcome = has("fails")
    ? "fails"
    : has("holds")
      ? "holds"
      : claims.length > 0
        ? "undecided"
        : "no_claim";
  return { ...step, outcome, claims };
}

function toClaim(step: Step, { kind, outcome, reason, link }: Found): ClaimCheck {
  const span = { start: link.left.span.start, end: link.right.span.end };
  const text = step.text.slice(span.start - step.span.start, span.end - step.span.start);
  return { kind, outcome, reason, relation: link.relation, text, span };
}

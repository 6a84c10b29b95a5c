/** Every judge there is, in the order in which pages list them. A new one is a file in `judges` and a line here. */
import { CHECKER_VERSION } from "@plumbline/checker";
import type { Judge } from "./judge.ts";
import { approximation } from "./judges/approximation.ts";
import { correctness } from "./judges/correctness.ts";
import { critique } from "./judges/critique.ts";
import { finalAnswer } from "./judges/finalAnswer.ts";
import { firstError } from "./judges/firstError.ts";
import { logicalGap } from "./judges/logicalGap.ts";
import { checkByStepChecks, numericalComputationJudge } from "./judges/numericalComputation.ts";
import { pairwise } from "./judges/pairwise.ts";
import { rubric } from "./judges/rubric.ts";
import { toyCase } from "./judges/toyCase.ts";

/** Raised whenever the step checks may decide a numeric claim differently: that is another judge. */
const STEP_CHECKS_REVISION = "steps-1";

export const numericalComputation: Judge = numericalComputationJudge(
  checkByStepChecks,
  `${CHECKER_VERSION}/${STEP_CHECKS_REVISION}`,
);

export const JUDGES: readonly Judge[] = [
  finalAnswer,
  toyCase,
  logicalGap,
  approximation,
  numericalComputation,
  firstError,
  critique,
  rubric,
  correctness,
  pairwise,
];

/** IneqMath's four judges of the way to the answer; overall accuracy asks all of them and the answer. */
export const STEP_JUDGES: readonly Judge[] = [toyCase, logicalGap, approximation, numericalComputation];

/** @returns undefined for an id that no judge has. */
export function findJudge(id: string): Judge | undefined {
  return JUDGES.find((judge) => judge.id === id);
}

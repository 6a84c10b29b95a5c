/** Approximate values inside exact arguments (IneqMath's numerical approximation judge, arXiv 2506.07927, section 4). */
import type { Judge } from "../judge.ts";
import { defineFlawJudge } from "./stepwise.ts";

export const approximation: Judge = defineFlawJudge({
  id: "numerical_approximation",
  asks: "Does an approximate value take the place of an exact one?",
  flaw: "approximation",
  task: `Decide whether an approximate value does work in the argument: a rounded number for a root, logarithm, power, fraction or constant that is computed with further, put in the place of the exact value, or given as the answer where an exact one exists; or a comparison that is settled by rounded values of expressions that are not easy to estimate.`,
  exemptions: [
    "comparing simple numbers whose order is plain (the square root of 2 is less than 2)",
    "exact decimals and exact simplifications (1/4 = 0.25)",
    "an approximate value given beside the exact one and not used",
    "problems that ask for an approximate answer or state approximate data",
    "rough numbers that only explore or illustrate, where the proof does without them",
  ],
});

/** General conclusions from special values (IneqMath's toy case judge, arXiv 2506.07927, section 4). */
import type { Judge } from "../judge.ts";
import { defineFlawJudge } from "./stepwise.ts";

export const toyCase: Judge = defineFlawJudge({
  id: "toy_case",
  asks: "Does a general conclusion rest on special values?",
  flaw: "special_case",
  task: `Decide whether the candidate draws a conclusion about all admissible values from some of them. It does if it settles the direction of an inequality, a best constant, an extremum or any general statement by trying particular numbers, by setting variables equal, or by going to a limit or to the border of the domain, and never proves the statement for all values afterwards.`,
  exemptions: [
    "special values that show where equality holds or that a proven bound cannot be improved",
    "a single counterexample that refutes a general statement",
    "special values used to find a conjecture that is proven afterwards",
    "a reduction to a special case with a reason that it loses nothing (symmetry, homogeneity, scaling)",
    "cases that together exhaust all possibilities",
  ],
});

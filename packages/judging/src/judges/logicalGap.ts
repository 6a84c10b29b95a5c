/** Steps without reasons (IneqMath's logical gap judge, arXiv 2506.07927, section 4). */
import type { Judge } from "../judge.ts";
import { defineFlawJudge } from "./stepwise.ts";

export const logicalGap: Judge = defineFlawJudge({
  id: "logical_gap",
  asks: "Is every step that is not obvious justified?",
  flaw: "unjustified",
  task: `Decide whether the argument has a gap: a claim that is not obvious and that stands without a proof, a computation or a named theorem whose conditions hold; a jump over steps that carry the difficulty; a reference to a numerical check whose numbers are not shown; a method (Lagrange multipliers, optimisation, induction, substitution) that is announced and whose result is stated, but that is not carried out.`,
  exemptions: [
    "well known theorems and inequalities used by name where their conditions hold",
    "routine algebra that a reader can check in a line or two",
    "conclusions drawn from special values: another examiner looks for these",
    "a wrong calculation: another examiner looks for these",
    "brevity, style, or a missing summary",
  ],
});

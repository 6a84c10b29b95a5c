/**
 * Whether the candidate's final answer is the reference answer (IneqMath's answer judge, arXiv 2506.07927, section 4).
 * Strict as there: a decimal is not an exact value, and what cannot be shown to be equal is different. The checker
 * decides nearly all answers without a model; this judge is for those it leaves undecided.
 */

import type { Labels } from "../finding.ts";
import { defineJudge, type Judge } from "../judge.ts";
import { withReference } from "../prompts/sections.ts";
import { findingForm } from "../replies/replyForm.ts";

const labels: Labels = {
  equivalent: {
    outcome: "correct",
    flags: false,
    means: "the candidate's final answer states the same as the reference",
  },
  different: { outcome: "incorrect", flags: true, means: "it does not, or you cannot show that it does" },
};

export const finalAnswer: Judge = defineJudge({
  id: "final_answer",
  asks: "Is the final answer the same as the reference answer?",
  task: `Find the final answer that the candidate commits to: the last one it states as its answer. Then decide whether it says exactly the same as the reference answer does for this problem.
Show the equality by algebra where the two are written differently. Only the final answer counts here, not the way to it.
The verdict is "different" if the candidate states no answer, states several that are not the same, only points to an answer ("as in the reference", "the value asked for") without writing it, gives a decimal approximation where the reference is exact, or if you cannot show that the two are equal.`,
  exemptions: [
    "another notation, order of factors or terms, or unsimplified form of the same value",
    "missing units, words or formatting that the problem does not ask for",
    "a decimal where the reference itself is that decimal",
    "mistakes in the reasoning before the answer",
  ],
  needs: ["reference"],
  needsAnswer: true,
  hollow: "fails",
  labels,
  form: findingForm({
    labels,
    errorCodes: [
      "wrong_final_answer",
      "no_final_answer",
      "approximation",
      "refusal",
      "manipulation",
      "other",
    ],
    steps: "optional",
    extra: {},
    extraWords: {},
  }),
  sections: withReference,
  revision: "1",
});

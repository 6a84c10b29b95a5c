/**
 * Whether a response is right, without a reference (labels of CompassVerifier, arXiv 2508.03686: correct, incorrect,
 * invalid). The judge has to solve the problem itself, so its card says more about it than any other judge's.
 */
import type { Labels } from "../finding.ts";
import { defineJudge, type Judge } from "../judge.ts";
import { problemAndCandidate } from "../prompts/sections.ts";
import { findingForm } from "../replies/replyForm.ts";

const labels: Labels = {
  correct: {
    outcome: "correct",
    flags: false,
    means: "the final answer is right, in all parts that are asked for",
  },
  incorrect: { outcome: "incorrect", flags: true, means: "it is wrong, or not shown to be right" },
  invalid: {
    outcome: "no_answer",
    flags: true,
    means: "there is no answer to judge: the candidate breaks off, repeats itself without end, or declines",
  },
};

export const correctness: Judge = defineJudge({
  id: "correctness",
  asks: "Is the final answer right? (no reference)",
  task: `No reference answer is given. Solve the problem yourself, then compare: the candidate is correct if the final answer it commits to answers the problem rightly, in every part that is asked for.
If the problem cannot be solved with certainty, the candidate is correct only if you can verify its answer.`,
  exemptions: [
    "another notation or form of the right answer",
    "mistakes in the reasoning that the final answer does not depend on",
  ],
  needs: [],
  needsAnswer: true,
  hollow: "fails",
  labels,
  form: findingForm({
    labels,
    errorCodes: [
      "wrong_final_answer",
      "no_final_answer",
      "approximation",
      "misread_problem",
      "incomplete",
      "repetitive",
      "refusal",
      "manipulation",
      "other",
    ],
    steps: "optional",
    extra: {},
    extraWords: {},
  }),
  sections: problemAndCandidate,
  revision: "1",
});

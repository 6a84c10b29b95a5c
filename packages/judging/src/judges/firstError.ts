/**
 * The first wrong step (form of ProcessBench, arXiv 2412.06559): steps are numbered, the reply names one or -1.
 * In a finding -1 becomes `firstErrorStep: null` with the verdict `no_error`.
 */
import { ALL_ERROR_CODES } from "../errorCodes.ts";
import type { Labels } from "../finding.ts";
import { defineJudge, type Judge } from "../judge.ts";
import { problemAndCandidate } from "../prompts/sections.ts";
import { findingForm } from "../replies/replyForm.ts";

const labels: Labels = {
  no_error: { outcome: "correct", flags: false, means: "every step is right" },
  error: { outcome: "incorrect", flags: true, means: "a step is wrong" },
};

export const firstError: Judge = defineJudge({
  id: "first_error",
  asks: "Which step is the first wrong one?",
  task: `The candidate's steps are numbered from 0. Go through them in order and check each with what stands before it. Name the first step that is wrong: that states something false, does not follow, misreads the problem or uses a theorem where it does not hold. Later steps that only carry an earlier mistake on are not the first.
Give -1 if every step is right. Your quote must come from the step you name.`,
  exemptions: [
    "steps that are clumsy, redundant, or lead nowhere but are true",
    "an intermediate guess that is said to be a guess, and a mistake that the same step takes back",
    "rounding that the problem allows",
  ],
  needs: ["steps"],
  needsAnswer: false,
  hollow: "fails",
  labels,
  form: findingForm({
    labels,
    errorCodes: ALL_ERROR_CODES,
    steps: "located",
    extra: {},
    extraWords: {},
  }),
  sections: problemAndCandidate,
  revision: "1",
});

/**
 * Which of two responses is better. Never asked once: `runPairwise` asks in both orders, because judges prefer places.
 * A comparison says nothing of either response's correctness, so its labels stand for `undecided`.
 */
import type { Labels } from "../finding.ts";
import { defineJudge, type Judge } from "../judge.ts";
import type { JudgeInput } from "../judgeInput.ts";
import type { Section } from "../prompts/fence.ts";
import { findingForm } from "../replies/replyForm.ts";

const labels: Labels = {
  first: { outcome: "undecided", flags: false, means: "the first candidate is better" },
  second: { outcome: "undecided", flags: false, means: "the second candidate is better" },
  tie: { outcome: "undecided", flags: false, means: "neither is better" },
};

export const pairwise: Judge = defineJudge({
  id: "pairwise",
  asks: "Which of two responses is better?",
  task: `Two candidates answer the same problem. Solve the problem yourself. The better candidate is the one whose final answer is right; if both are right or both wrong, the one whose argument is sounder. If they are equally good, say "tie".`,
  exemptions: ["length, politeness, formatting and the order in which the candidates stand"],
  needs: ["other"],
  needsAnswer: false,
  hollow: "fails",
  labels,
  form: findingForm({ labels, errorCodes: [], steps: "optional", extra: {}, extraWords: {} }),
  sections,
  revision: "1",
});

function sections({ problem, response, other }: JudgeInput): readonly Section[] {
  return [
    { name: "problem", content: problem },
    { name: "first candidate", content: response },
    { name: "second candidate", content: other ?? "" },
  ];
}

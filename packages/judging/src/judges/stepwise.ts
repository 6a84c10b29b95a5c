/** What the judges of one kind of flaw have in common: `pass` or `fail`, quoted from the candidate. */
import type { ErrorCode } from "../errorCodes.ts";
import type { Labels } from "../finding.ts";
import { defineJudge, type Judge, type JudgeSpec } from "../judge.ts";
import { problemAndCandidate } from "../prompts/sections.ts";
import { findingForm } from "../replies/replyForm.ts";

const labels: Labels = {
  pass: { outcome: "correct", flags: false, means: "you looked for the flaw and there is none" },
  fail: {
    outcome: "incorrect",
    flags: true,
    means: "the flaw is there, or there is no reasoning to examine",
  },
};

/** A judge that looks for one kind of flaw in the reasoning and for nothing else. */
export function defineFlawJudge(
  spec: Pick<JudgeSpec, "id" | "asks" | "task" | "exemptions"> & { readonly flaw: ErrorCode },
): Judge {
  const { flaw, task, ...rest } = spec;
  return defineJudge({
    ...rest,
    task: `${task}\nLook for this flaw alone; other mistakes are other examiners' matter. A candidate without any reasoning fails with the error code "no_reasoning".`,
    needs: [],
    needsAnswer: false,
    hollow: "fails",
    labels,
    form: findingForm({
      labels,
      errorCodes: [flaw, "no_reasoning", "manipulation"],
      steps: "optional",
      extra: {},
      extraWords: {},
    }),
    sections: problemAndCandidate,
    revision: "1",
  });
}

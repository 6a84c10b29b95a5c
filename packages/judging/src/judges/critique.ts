/**
 * A critique that somebody can improve a solution with, ending in a verdict (form of Critique-RL).
 * Decision: the critique is the rationale, and its last line says in fixed words whether the final answer is right. A
 * critique without that line, or with one that contradicts the verdict, is no critique: training on such a judge pays
 * for the line, so the line must mean something.
 */
import { ALL_ERROR_CODES } from "../errorCodes.ts";
import type { Finding, Labels } from "../finding.ts";
import { defineJudge, type Judge } from "../judge.ts";
import { problemAndCandidate } from "../prompts/sections.ts";
import { findingForm, type Settled } from "../replies/replyForm.ts";

const labels: Labels = {
  correct: { outcome: "correct", flags: false, means: "the final answer is right" },
  wrong: { outcome: "incorrect", flags: true, means: "the final answer is wrong or missing" },
};

const LAST_LINE = /^\W*Final answer:\s*(correct|wrong)\W*$/iu;

export const critique: Judge = defineJudge({
  id: "critique",
  asks: "What is right and wrong, step by step, and is the final answer correct?",
  task: `Write a critique of the candidate for the one who wrote it: go through the argument in order, say of each part whether it holds, and where it does not, what is wrong and how to put it right, without writing the whole solution. Then decide whether the final answer is correct.
The critique goes into "rationale", and its last line is exactly "Final answer: correct" or "Final answer: wrong", the same as the verdict.`,
  exemptions: ["style, length and notation, as long as the meaning is clear"],
  needs: [],
  needsAnswer: false,
  hollow: "fails",
  labels,
  form: findingForm({
    labels,
    errorCodes: ALL_ERROR_CODES,
    steps: "optional",
    extra: {},
    extraWords: {},
    rationale: 'the critique; its last line is "Final answer: correct" or "Final answer: wrong"',
    finish: holdToLastLine,
  }),
  sections: problemAndCandidate,
  revision: "1",
});

function holdToLastLine(finding: Finding): Settled {
  const line = finding.rationale.trimEnd().split("\n").at(-1) ?? "";
  const said = LAST_LINE.exec(line)?.[1]?.toLowerCase();
  if (said === finding.verdict) return { status: "settled", finding };
  const sentence =
    said === undefined
      ? 'The last line of "rationale" must be "Final answer: correct" or "Final answer: wrong".'
      : `The last line of "rationale" says "${said}", the verdict says "${finding.verdict}".`;
  return { status: "complaint", complaint: { code: "inconsistent", sentence } };
}

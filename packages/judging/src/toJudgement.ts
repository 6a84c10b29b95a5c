/** A result as the record that is stored beside its sample (`Judgement` of the contract, without id, sample and time). */
import type { Judgement } from "@plumbline/contract";
import { describeJudging, type Judging } from "./judging.ts";

export type JudgementFields = Pick<Judgement, "judge" | "step" | "label" | "score" | "cost" | "evidence">;

/**
 * The label is the verdict, or the name of how it ended. The evidence keeps the replies word for word.
 * `model` names what was asked: the same judge on another model is another witness.
 */
export function toJudgement(judging: Judging, model: string): JudgementFields {
  const { judge, promptHash, replies, spending } = judging;
  const evidence = { model, status: judging.status, promptHash, replies, spending };
  if (judging.status !== "judged") {
    const reason = describeJudging(judging);
    return {
      judge: `${judge}/${model}`,
      step: null,
      label: judging.status,
      score: null,
      cost: spending.cost,
      evidence: { ...evidence, reason },
    };
  }
  const { finding } = judging;
  return {
    judge: `${judge}/${model}`,
    step: finding.firstErrorStep,
    label: finding.verdict,
    score: finding.score,
    cost: spending.cost,
    evidence: { ...evidence, finding },
  };
}

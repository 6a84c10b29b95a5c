/** A row of an outputs file as a judge looks at it. Total: what is missing is the judge's to name. */
import type { InterchangeRow } from "@plumbline/contract";
import { extractAnswer } from "@plumbline/grading";
import { criterionSchema, type Judge, type JudgeInput, splitSteps, WHOLE_PROOF } from "@plumbline/judging";

/** Steps are the row's own (`steps`), else those that the response's marks give. */
export function toJudgeInput(judge: Judge, row: InterchangeRow): JudgeInput {
  const needs = new Set(judge.needs);
  return {
    problem: row.problem ?? "",
    response: row.response,
    ...(judge.needsAnswer && { answer: answerOf(row) }),
    ...(needs.has("reference") && row.gold !== undefined && { reference: row.gold }),
    ...(needs.has("steps") && { steps: stepsOf(row) }),
    ...(needs.has("criteria") && { criteria: criteriaOf(row) }),
  };
}

function answerOf({ response, finish }: InterchangeRow): string | null {
  const found = extractAnswer(response, { finish });
  return found.status === "found" ? found.answer.text : null;
}

function stepsOf({ response, meta }: InterchangeRow): string[] {
  const own = meta?.["steps"];
  if (Array.isArray(own) && own.length > 0 && own.every((step) => typeof step === "string")) return own;
  return splitSteps(response).map(({ text }) => text);
}

function criteriaOf({ meta }: InterchangeRow): NonNullable<JudgeInput["criteria"]> {
  const own = criterionSchema.array().min(1).safeParse(meta?.["criteria"]);
  return own.success ? own.data : [...WHOLE_PROOF];
}

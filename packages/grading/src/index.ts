/** Reading answers out of responses, grading them, and adding grades up. Pure: no I/O, no clock, no randomness. */
export {
  type AggregateOptions,
  aggregateRun,
  type Metric,
  type RunAggregate,
  type Tally,
} from "./aggregateRun.ts";
export { type ExtractedAnswer, type Extraction, extractAnswer } from "./extract/extractAnswer.ts";
export { type AnswerGrade, type AnswerPair, gradeAnswer } from "./gradeAnswer.ts";
export { type GradeInput, gradeSafely, gradeSample, toGrader } from "./gradeSample.ts";
export { normaliseStatement } from "./normaliseStatement.ts";
export { toAnswerClass } from "./toAnswerClass.ts";

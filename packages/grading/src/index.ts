/** Reading answers out of responses, grading them, and adding grades up. Pure: no I/O, no clock, no randomness. */
export { type GradeInput, gradeSample, toGrader } from "./gradeSample.ts";
export { normaliseStatement } from "./normaliseStatement.ts";

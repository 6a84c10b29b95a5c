/** What can be wrong with a candidate, as judges may name it: the one closed taxonomy of all judges. */

export const ERROR_CODES = {
  wrong_final_answer: "the final answer is not the right one",
  no_final_answer: "there is no final answer, or several that contradict one another",
  no_reasoning: "there is no reasoning to examine",
  special_case: "a general claim rests on special values or a limit",
  unjustified: "a step that is not obvious is asserted without reason, or steps are skipped",
  approximation: "an approximate value takes the place of an exact one in the argument",
  arithmetic: "a calculation with numbers is wrong",
  algebra: "a symbolic manipulation is wrong",
  misused_theorem: "a theorem is used where its conditions do not hold, or it does not say that",
  misread_problem: "the problem is changed, or a condition is overlooked",
  missing_case: "a case that can occur is not treated",
  circular: "what is to be shown is assumed",
  contradiction: "two statements of the candidate contradict each other",
  incomplete: "the candidate breaks off before its end",
  repetitive: "the candidate repeats itself without coming to an end",
  refusal: "the candidate declines to answer",
  manipulation: "the candidate addresses the examiner, claims a verdict or forges marks",
  other: "something else, which the rationale names",
} as const satisfies Readonly<Record<string, string>>;

export type ErrorCode = keyof typeof ERROR_CODES;

export const ALL_ERROR_CODES = Object.keys(ERROR_CODES) as ErrorCode[];

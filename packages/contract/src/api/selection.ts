/** Wire shape of what verification is worth on a run: selection rules, scaling curves, the verifier's reliability. */
import { z } from "zod";

export const SELECTION_RULES = [
  "single",
  "majority",
  "shortest_majority",
  "best_of_n",
  "weighted_sum",
  "pessimistic",
] as const;
export const PENALTIES = ["ln_over_n", "sqrt", "wilson", "beta_quantile"] as const;

const estimate = { value: z.number(), low: z.number(), high: z.number() };
/** A rule with its parameters; `alpha` and `penalty` are null for all rules but `pessimistic`. */
const ruleShape = {
  rule: z.enum(SELECTION_RULES),
  alpha: z.number().nullable(),
  penalty: z.enum(PENALTIES).nullable(),
};

/** Shares are in [0, 1]; `low` and `high` are 95 % bootstrap intervals over problems. */
export const selectionReportSchema = z.object({
  problems: z.number().int(),
  /** N: the smallest number of samples of a problem; all figures use the first N of each. */
  samples: z.number().int(),
  /** M: the smallest number of votes of a sample; 0 where nothing is verified. */
  votes: z.number().int(),
  seed: z.number().int(),
  passAtK: z.array(z.object({ k: z.number().int(), ...estimate })),
  /** Accuracy of every rule with N samples and `votes` verdicts on each; rules without verdicts have `votes` 0. */
  rules: z.array(z.object({ ...ruleShape, votes: z.number().int(), ...estimate })),
  /** Paired differences, accuracy of the rule less that of `against`. */
  differences: z.array(
    z.object({
      ...ruleShape,
      votes: z.number().int(),
      against: z.enum(SELECTION_RULES),
      diff: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
  /** Accuracy against N and M; `tokens` is the mean number generated for a problem, solutions and checks. */
  scaling: z.array(
    z.object({
      ...ruleShape,
      samples: z.number().int(),
      votes: z.number().int(),
      tokens: z.number().nullable(),
      ...estimate,
    }),
  ),
  /** Balanced accuracy of the majority of `votes` verdicts (a tie counts half) against the grade. */
  verifier: z.array(
    z.object({ votes: z.number().int(), ...estimate, acceptsRight: z.number(), refusesWrong: z.number() }),
  ),
  /** Samples by share of positive votes: how many of them are right. `low`, `high`: Wilson. */
  reliability: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      samples: z.number().int(),
      meanScore: z.number(),
      right: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
  /** Votes in all, and those of them that named no verdict. */
  votesCast: z.number().int(),
  abstained: z.number().int(),
  tokens: z.object({ solving: z.number().nullable(), verifying: z.number().nullable() }),
});
export type SelectionReport = z.infer<typeof selectionReportSchema>;

export const runSelectionSchema = z.object({
  runId: z.string(),
  /** Whose votes they are; null where nothing is verified. */
  verifier: z.string().nullable(),
  /** Null where the run has too little for it: fewer than two samples of each problem, or none graded. */
  report: selectionReportSchema.nullable(),
  /** Why there is no report, for people; null where there is one. */
  reason: z.string().nullable(),
});
export type RunSelection = z.infer<typeof runSelectionSchema>;

export const selectionQuerySchema = z.object({
  /** Of several verifiers; the one with most votes where it is left out. */
  verifier: z.string().max(200).optional(),
  seed: z.coerce.number<number>().int().min(0).max(0xffff_ffff).default(0),
});

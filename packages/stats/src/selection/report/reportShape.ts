/** What `selectionReport` is given and what it returns; the latter is the API's shape of a run's selection report. */
import type { Estimate, PairedDifference } from "../../bootstrapMean.ts";
import type { ReliabilityBin } from "../../calibration.ts";
import type { Penalty, SelectionRuleName, SelectionSample } from "../selectionRule.ts";

/** A graded sample; samples that could not be graded are not given in. */
export interface ReportSample extends SelectionSample {
  readonly right: boolean;
  readonly tokens: number | null;
  /** Mean tokens of one vote on the sample. */
  readonly voteTokens: number | null;
}

export interface ReportProblem {
  readonly problemId: string;
  /** Problems of one cluster are not independent and are drawn together; null: a cluster of its own. */
  readonly cluster: string | null;
  /** In the order of their index, as are the votes of each. */
  readonly samples: readonly ReportSample[];
}

export interface SelectionReportOptions {
  readonly seed: number;
  /** 1000 where it is left out. */
  readonly resamples?: number | undefined;
  /** Of the pessimistic rule, [0.1, 0.5] where it is left out. */
  readonly alphas?: readonly number[] | undefined;
  /** `ln_over_n` where it is left out. */
  readonly penalty?: Penalty | undefined;
  /** N: problems with fewer samples are left out. Without it N is the smallest number that a problem has. */
  readonly samples?: number | undefined;
  /**
   * M: problems with a sample that has fewer votes are left out. Without it M is the smallest number of votes that a
   * sample has. Only samples with an answer count here.
   */
  readonly votes?: number | undefined;
}

/** A rule with its parameters; `alpha` and `penalty` are null for all rules but `pessimistic`. */
export interface RuleFigure {
  rule: SelectionRuleName;
  alpha: number | null;
  penalty: Penalty | null;
}
/** `votes` is 0 for the rules that look at none. */
export interface RuleEstimate extends RuleFigure, Estimate {
  votes: number;
}
export interface RuleDifference extends RuleFigure, PairedDifference {
  votes: number;
  against: SelectionRuleName;
}
export interface ScalingPoint extends RuleFigure, Estimate {
  samples: number;
  votes: number;
  /** Mean number generated for a problem, solutions and checks; null where token counts are not known. */
  tokens: number | null;
}
export interface VerifierEstimate extends Estimate {
  votes: number;
  acceptsRight: number;
  refusesWrong: number;
}

/** Shares are in [0, 1]; `low` and `high` are 95 % bootstrap intervals over problems. */
export interface SelectionReport {
  /** Problems that the figures are made of. */
  problems: number;
  /** N: all figures use the first N samples of each problem. */
  samples: number;
  /** M: all figures use the first M votes of each sample; 0 where nothing is verified. */
  votes: number;
  seed: number;
  passAtK: ({ k: number } & Estimate)[];
  /** Every rule with N samples, those that look at verdicts with 1, 2, 4, .. M votes on each. */
  rules: RuleEstimate[];
  /** Accuracy of the pessimistic rule less that of `against`, paired by problem, whatever the sign. */
  differences: RuleDifference[];
  scaling: ScalingPoint[];
  /** Empty where nothing is verified, or where all samples are right or all are wrong. */
  verifier: VerifierEstimate[];
  /** By the share of positive verdicts among a sample's M votes. */
  reliability: ReliabilityBin[];
  /** Over everything given in: votes, those of them without a verdict, and tokens (null where none are known). */
  votesCast: number;
  abstained: number;
  tokens: { solving: number | null; verifying: number | null };
}

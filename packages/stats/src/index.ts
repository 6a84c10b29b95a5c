/** Statistics of graded runs: shares with their error, pass@k, paired tests, rank ranges, selection among samples. Pure. */
export {
  bootstrapMean,
  type Estimate,
  type PairedDifference,
  type PairedObservation,
  pairedBootstrap,
} from "./bootstrapMean.ts";
export { type AllocationBounds, allocateByValue, type ValueAllocation } from "./budget/allocateByValue.ts";
export { allocateByWeight, type GvmOptions, gvmWeights, neymanWeights } from "./budget/allocateByWeight.ts";
export { dartTargets, failRate } from "./budget/dartTargets.ts";
export {
  type DifficultyEstimate,
  type DifficultyPosterior,
  difficultyEstimate,
  UNIFORM_PRIOR,
  updateDifficulty,
} from "./budget/difficultyPosterior.ts";
export { type EliminationOptions, eliminateSolved, type RoundCounts } from "./budget/eliminateSolved.ts";
export {
  knapsackValue,
  learnability,
  mixedOutcomeChance,
  samplesForSuccess,
  v0Utility,
} from "./budget/outcomeChances.ts";
export { type ThompsonOptions, thompsonPick } from "./budget/thompsonPick.ts";
export {
  brierScore,
  expectedCalibrationError,
  type ReliabilityBin,
  reliabilityBins,
  type ScoredOutcome,
} from "./calibration.ts";
export { clopperPearsonInterval } from "./clopperPearsonInterval.ts";
export { clusteredMean, type MeanEstimate, type Observation } from "./clusteredMean.ts";
export { adjustPValues, MULTIPLICITY_METHODS, type MultiplicityMethod } from "./comparison/adjustPValues.ts";
export {
  type BradleyTerryFit,
  type BradleyTerryOptions,
  bradleyTerry,
  type PairGames,
  type PlayerRating,
} from "./comparison/bradleyTerry.ts";
export { itemDiscrimination } from "./comparison/itemDiscrimination.ts";
export {
  type ComparedProblem,
  type ComparisonPlan,
  type PlanOptions,
  planComparison,
} from "./comparison/planComparison.ts";
export {
  type DifferenceVariance,
  itemsNeeded,
  minimumDetectableEffect,
  type PowerOptions,
  samplesNeeded,
} from "./comparison/power.ts";
export { rankCorrelation } from "./comparison/rankCorrelation.ts";
export {
  type SequentialOptions,
  type SequentialResult,
  sequentialTest,
} from "./comparison/sequentialTest.ts";
export {
  type SignFlipItem,
  type SignFlipOptions,
  type SignFlipResult,
  signFlipTest,
} from "./comparison/signFlipTest.ts";
export { twoShareTest } from "./comparison/twoShareTest.ts";
export { type VarianceSplit, varianceSplit } from "./comparison/varianceSplit.ts";
export { anytimeScore, type BudgetAccuracy, type BudgetPrior } from "./coverage/anytimeScore.ts";
export { bestOfNAtK } from "./coverage/bestOfNAtK.ts";
export { confidenceFactor } from "./coverage/confidenceFactor.ts";
export {
  betaCoverage,
  type CoverageForecast,
  type CoverageProblem,
  coverageForecast,
  type ForecastOptions,
} from "./coverage/coverageForecast.ts";
export {
  costPerSolved,
  type OpenEstimate,
  type SpentProblem,
  tokenEfficiency,
} from "./coverage/efficiency.ts";
export type { BetaParameters, SampleCounts } from "./coverage/fitBetaBinomial.ts";
export { type AnswerCount, majorityAtK } from "./coverage/majorityAtK.ts";
export { type CheckpointPair, type Overconfidence, overconfidence } from "./coverage/overconfidence.ts";
export { type PassUntilEstimate, passUntil } from "./coverage/passUntil.ts";
export {
  betaQuantile,
  binomialCdf,
  normalCdf,
  normalQuantile,
  studentPValue,
  studentQuantile,
} from "./distributions.ts";
export { type AuditedRecord, flaggedBySource, type SourceFlags } from "./flaggedBySource.ts";
export { gPassAtK, meanGPassAtK } from "./gPassAtK.ts";
export { independentVoteAccuracy } from "./independentVoteAccuracy.ts";
export { type AreaUnderCurve, areaUnderCurve } from "./judging/areaUnderCurve.ts";
export { type AuditBand, type AuditedStratum, auditBand } from "./judging/auditBand.ts";
export {
  type CalibrationEstimate,
  type ClusteredOutcome,
  calibrationEstimate,
} from "./judging/calibrationEstimate.ts";
export type { CardFigure } from "./judging/cardFigure.ts";
export {
  CONFUSION_METRICS,
  type Confusion,
  type ConfusionMetric,
  type ConfusionMetrics,
  confusionMetrics,
} from "./judging/confusionMetrics.ts";
export { conjunctionBounds } from "./judging/conjunctionBounds.ts";
export {
  type CorrectedPrevalence,
  correctedPrevalence,
  type ObservedShare,
  roganGladen,
} from "./judging/correctedPrevalence.ts";
export { type CritiqueCard, type CritiqueRow, critiqueCard } from "./judging/critiqueCard.ts";
export {
  type FirstErrorItem,
  type FirstErrorScore,
  firstErrorScore,
  harmonicMean,
} from "./judging/firstErrorScore.ts";
export { type FlipRate, flipRate, type ProbedJudgement } from "./judging/flipRate.ts";
export { type JudgeCard, type JudgedItem, judgeCard, judgeCardOfConfusion } from "./judging/judgeCard.ts";
export { type JudgedPair, type PairChoice, type PairScore, pairScore } from "./judging/pairScore.ts";
export {
  type LabelledPrediction,
  type PredictionPoweredMean,
  predictionPoweredMean,
} from "./judging/predictionPoweredMean.ts";
export { clusteredTTest, mcnemarExact, mcnemarMidP, mcnemarStatistic, pairedTTest } from "./pairedTest.ts";
export { particleWeights, resampleParticles } from "./particleFilter.ts";
export { passAtK } from "./passAtK.ts";
export { passPowK } from "./passPowK.ts";
export {
  falseErrorProbability,
  type LocatedError,
  locateFirstError,
  type PrefixProbe,
} from "./process/locateFirstError.ts";
export {
  explorationBonus,
  type Rollout,
  type RolloutValueOptions,
  rolloutValue,
} from "./process/rolloutValue.ts";
export { stepRewards } from "./process/stepRewards.ts";
export {
  MATH_ARENA,
  type PairTest,
  type RankOptions,
  type RankRange,
  type RankRanges,
  type RankRow,
  rankRanges,
} from "./rankRanges.ts";
export type { BootstrapOptions } from "./resampleUnits.ts";
export type {
  ReportProblem,
  ReportSample,
  RuleDifference,
  RuleEstimate,
  RuleFigure,
  ScalingPoint,
  SelectionReport,
  SelectionReportOptions,
  VerifierEstimate,
} from "./selection/report/reportShape.ts";
export { selectionReport } from "./selection/report/selectionReport.ts";
export {
  type VerifierAccuracy,
  type VerifierAccuracyOptions,
  verifierAccuracy,
} from "./selection/report/verifierAccuracy.ts";
export { type PessimisticScore, pessimisticScore } from "./selection/rules/pessimistic.ts";
export { type AnswerRow, expectedAccuracy, type Selection, selectAnswer } from "./selection/selectAnswer.ts";
export {
  PENALTIES,
  type Penalty,
  SELECTION_RULES,
  type SelectionRule,
  type SelectionRuleName,
  type SelectionSample,
} from "./selection/selectionRule.ts";
export { type Interval, wilsonInterval } from "./wilsonInterval.ts";

/** Statistics of graded runs: shares with their error, pass@k, paired tests, rank ranges. Pure. */
export { clusteredMean, type MeanEstimate, type Observation } from "./clusteredMean.ts";
export { binomialCdf, normalQuantile, studentPValue, studentQuantile } from "./distributions.ts";
export { mcnemarExact, pairedTTest } from "./pairedTest.ts";
export { passAtK } from "./passAtK.ts";
export { type RankRange, type RankRanges, type RankRow, rankRanges } from "./rankRanges.ts";
export { type Interval, wilsonInterval } from "./wilsonInterval.ts";

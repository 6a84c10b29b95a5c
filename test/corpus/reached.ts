/**
 * The worst that is allowed today where a bar does not hold yet: misses by suite and by family. A number here is only
 * ever made smaller; a suite that is not named has its bar of answerPairs.ts, a family that is not named has no miss.
 */
export const REACHED_SUITES: Readonly<Record<string, number>> = {};
export const REACHED_FAMILIES: Readonly<Record<string, number>> = {};

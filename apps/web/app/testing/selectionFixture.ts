/** A report in the shape of a real one, for tests: 300 problems, 16 samples, 8 votes, figures that rise as they should. */
import type { SelectionReport } from "@plumbline/contract";

const SAMPLES = [1, 2, 4, 8, 16];
const VOTES = [1, 2, 4, 8];
const around = (value: number, half = 0.04) => ({
  value,
  low: Math.max(0, value - half),
  high: Math.min(1, value + half),
});
const plain = { alpha: null, penalty: null } as const;
const pessimistic = (alpha: number) => ({ rule: "pessimistic", alpha, penalty: "ln_over_n" }) as const;

/** Accuracy that starts at the single sample's and rises to `end` with the number of samples. */
const grow = (end: number, n: number) => 0.55 + (end - 0.55) * (Math.log2(n) / 4);

const VOTING = [
  { rule: "best_of_n", ...plain, end: (m: number) => 0.8 + 0.02 * Math.log2(m) },
  { rule: "weighted_sum", ...plain, end: (m: number) => 0.79 + 0.025 * Math.log2(m) },
  { ...pessimistic(0.1), end: (m: number) => 0.83 + 0.02 * Math.log2(m) },
  { ...pessimistic(0.5), end: (m: number) => 0.85 + 0.015 * Math.log2(m) },
] as const;
const VOTELESS = [
  { rule: "single", ...plain, end: 0.55 },
  { rule: "majority", ...plain, end: 0.74 },
  { rule: "shortest_majority", ...plain, end: 0.745 },
] as const;

export const selectionFixture: SelectionReport = {
  problems: 300,
  samples: 16,
  votes: 8,
  seed: 0,
  passAtK: SAMPLES.map((k) => ({ k, ...around(grow(0.93, k), 0.03) })),
  rules: [
    ...VOTELESS.map(({ end, ...rule }) => ({ ...rule, votes: 0, ...around(end) })),
    ...VOTING.flatMap(({ end, ...rule }) =>
      VOTES.map((votes) => ({ ...rule, votes, ...around(end(votes), 0.035) })),
    ),
  ],
  differences: [pessimistic(0.1), pessimistic(0.5)].flatMap((rule) =>
    VOTES.flatMap((votes) =>
      (
        [
          ["single", 0.32],
          ["majority", 0.13],
          ["best_of_n", 0.01],
          ["weighted_sum", 0.02],
        ] as const
      ).map(([against, diff]) => ({ ...rule, votes, against, diff, low: diff - 0.03, high: diff + 0.03 })),
    ),
  ),
  scaling: SAMPLES.flatMap((samples) => [
    ...VOTELESS.map(({ end, ...rule }) => ({
      ...rule,
      samples,
      votes: 0,
      tokens: samples * 40,
      ...around(grow(end, samples)),
    })),
    ...VOTING.flatMap(({ end, ...rule }) =>
      VOTES.map((votes) => ({
        ...rule,
        samples,
        votes,
        tokens: samples * (40 + votes * 90),
        ...around(grow(end(votes), samples)),
      })),
    ),
  ]),
  verifier: VOTES.map((votes) => ({
    votes,
    ...around(0.95 + 0.007 * Math.log2(votes), 0.012),
    acceptsRight: 0.96 + 0.006 * Math.log2(votes),
    refusesWrong: 0.94 + 0.008 * Math.log2(votes),
  })),
  reliability: [0.03, 0.24, 0.49, 0.76, 0.98].map((meanScore, place) => ({
    from: place / 5,
    to: (place + 1) / 5,
    samples: [1400, 90, 60, 120, 3130][place] ?? 0,
    meanScore,
    right: [0.02, 0.2, 0.52, 0.7, 0.985][place] ?? 0,
    low: [0.014, 0.13, 0.39, 0.61, 0.98][place] ?? 0,
    high: [0.029, 0.29, 0.64, 0.78, 0.989][place] ?? 0,
  })),
  votesCast: 38_400,
  abstained: 37,
  tokens: { solving: 192_000, verifying: 3_456_000 },
};

/**
 * Strengths from games of two: a chance of winning of 1 / (1 + 10^(-(difference) / 400)), a tie counting half for each.
 *
 * Decision: maximum likelihood by Newton's method, and intervals from the sandwich variance, which stays right where ties
 * make the outcomes less scattered than coin tosses. A board on which some group never took a point from the rest has no
 * maximum (the difference is infinite), and is refused by name instead of getting a number that depends on where the
 * iteration stopped. Games count as independent: many verdicts on one problem make the intervals too narrow.
 * Sources: Bradley and Terry, Biometrika 39 (1952); Ford, American Mathematical Monthly 64 (1957), for the maximum.
 */
import { normalCdf, normalQuantile } from "../distributions.ts";
import type { RankRange } from "../rankRanges.ts";
import type { MultiplicityMethod } from "./adjustPValues.ts";
import { invertMatrix, multiply } from "./matrix.ts";
import { rangesFromPairs } from "./rangesFromPairs.ts";

/** Games between two players; a pair may be listed more than once, either way round. Counts are at least 0. */
export interface PairGames {
  readonly first: string;
  readonly second: string;
  readonly firstWins: number;
  readonly secondWins: number;
  readonly ties?: number | undefined;
}

export interface BradleyTerryOptions {
  /** In (0, 1); 0.95 where it is left out. */
  readonly confidence?: number | undefined;
  /** Its rating is 0 and has no error; without one the mean of all ratings is 0. */
  readonly anchor?: string | undefined;
  /** For the rank ranges; "holm" where it is left out. */
  readonly multiplicity?: MultiplicityMethod | undefined;
}

export interface PlayerRating {
  readonly player: string;
  /** On Elo's scale: 400 points are odds of 10 to 1. */
  readonly rating: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly games: number;
  /** From tests of all pairs of ratings. */
  readonly rank: RankRange;
}

export type BradleyTerryFit =
  /** Best rating first. */
  | { readonly kind: "fitted"; readonly ratings: readonly PlayerRating[] }
  /** Groups that took points from one another; between groups there is no finite difference. */
  | { readonly kind: "separated"; readonly groups: readonly (readonly string[])[] };

const SCALE = 400 / Math.LN10;

/**
 * @example bradleyTerry([{ first: "A", second: "B", firstWins: 7, secondWins: 3 }, { first: "B", second: "C", firstWins: 6, secondWins: 4 }, { first: "A", second: "C", firstWins: 8, secondWins: 2 }])
 * // ratings 128.65, -25.90, -102.75
 */
export function bradleyTerry(
  games: readonly PairGames[],
  options: BradleyTerryOptions = {},
): BradleyTerryFit {
  const players = [...new Set(games.flatMap(({ first, second }) => [first, second]))];
  const indexed = games.map((pair) => ({
    ...{ first: players.indexOf(pair.first), second: players.indexOf(pair.second) },
    ...{ firstWins: pair.firstWins, secondWins: pair.secondWins, ties: pair.ties ?? 0 },
  }));
  const groups = connectedGroups(players.length, indexed);
  if (groups.length > 1)
    return { kind: "separated", groups: groups.map((group) => group.map((index) => players[index] ?? "")) };
  const strengths = fit(players.length, indexed);
  const covariance = sandwich(players.length, indexed, strengths);
  const anchor = options.anchor === undefined ? -1 : players.indexOf(options.anchor);
  const ranks = ranksOf(strengths, covariance, options);
  const z = normalQuantile(0.5 + (options.confidence ?? 0.95) / 2);
  const ratings = players.map((player, index) => {
    const rating = SCALE * ((strengths[index] ?? 0) - (strengths[anchor] ?? 0));
    const standardError = SCALE * Math.sqrt(varianceOf(covariance, index, anchor));
    const played = indexed.filter(({ first, second }) => first === index || second === index);
    return {
      ...{ player, rating, standardError },
      ...{ low: rating - z * standardError, high: rating + z * standardError },
      games: played.reduce((sum, pair) => sum + pair.firstWins + pair.secondWins + pair.ties, 0),
      rank: ranks[index] ?? { from: 1, to: players.length },
    };
  });
  return { kind: "fitted", ratings: ratings.sort((a, b) => b.rating - a.rating) };
}

interface IndexedGames {
  readonly first: number;
  readonly second: number;
  readonly firstWins: number;
  readonly secondWins: number;
  readonly ties: number;
}

/** Chance that the first wins. */
function chanceOf({ first, second }: IndexedGames, strengths: readonly number[]): number {
  return 1 / (1 + Math.exp((strengths[second] ?? 0) - (strengths[first] ?? 0)));
}

/** Natural strengths with mean 0. */
function fit(players: number, games: readonly IndexedGames[]): number[] {
  let strengths = new Array<number>(players).fill(0);
  for (let step = 0; step < 100; step += 1) {
    const gradient = new Array<number>(players).fill(0);
    for (const pair of games) {
      const total = pair.firstWins + pair.secondWins + pair.ties;
      const surplus = pair.firstWins + pair.ties / 2 - total * chanceOf(pair, strengths);
      gradient[pair.first] = (gradient[pair.first] ?? 0) + surplus;
      gradient[pair.second] = (gradient[pair.second] ?? 0) - surplus;
    }
    const inverse = invertMatrix(curvature(players, games, strengths));
    const change = inverse.map((row) => row.reduce((sum, value, at) => sum + value * (gradient[at] ?? 0), 0));
    const largest = Math.max(...change.map(Math.abs));
    // A step beyond 2 (350 points) leaves the region where the quadratic means anything.
    const scale = Math.min(1, 2 / largest);
    strengths = strengths.map((value, index) => value + scale * (change[index] ?? 0));
    if (largest < 1e-12) break;
  }
  return strengths;
}

/** Minus the second derivatives, made invertible by a constant that fixes the mean at 0. */
function curvature(
  players: number,
  games: readonly IndexedGames[],
  strengths: readonly number[],
): number[][] {
  const matrix = Array.from({ length: players }, () => new Array<number>(players).fill(1 / players));
  for (const pair of games) {
    const chance = chanceOf(pair, strengths);
    addPair(matrix, pair, (pair.firstWins + pair.secondWins + pair.ties) * chance * (1 - chance));
  }
  return matrix;
}

function sandwich(players: number, games: readonly IndexedGames[], strengths: readonly number[]): number[][] {
  const scatter = Array.from({ length: players }, () => new Array<number>(players).fill(0));
  for (const pair of games) {
    const chance = chanceOf(pair, strengths);
    const { firstWins, secondWins, ties } = pair;
    addPair(
      scatter,
      pair,
      firstWins * (1 - chance) ** 2 + secondWins * chance ** 2 + ties * (0.5 - chance) ** 2,
    );
  }
  const inverse = invertMatrix(curvature(players, games, strengths));
  return multiply(multiply(inverse, scatter), inverse);
}

function addPair(matrix: number[][], { first, second }: IndexedGames, weight: number): void {
  const add = (row: number, column: number, value: number): void => {
    const cells = matrix[row];
    if (cells !== undefined) cells[column] = (cells[column] ?? 0) + value;
  };
  add(first, first, weight);
  add(second, second, weight);
  add(first, second, -weight);
  add(second, first, -weight);
}

/** Of one strength, or of its difference to another (an index below 0: none). */
function varianceOf(covariance: readonly (readonly number[])[], index: number, other: number): number {
  const at = (row: number, column: number): number => covariance[row]?.[column] ?? 0;
  return Math.max(0, at(index, index) + at(other, other) - 2 * at(index, other));
}

function ranksOf(
  strengths: readonly number[],
  covariance: readonly (readonly number[])[],
  { confidence = 0.95, multiplicity = "holm" }: BradleyTerryOptions,
): RankRange[] {
  const pairs = strengths.flatMap((strength, left) =>
    strengths.slice(left + 1).map((other, offset) => {
      const right = left + 1 + offset;
      const z = Math.abs(strength - other) / Math.sqrt(varianceOf(covariance, left, right));
      const [better, worse] = strength >= other ? [left, right] : [right, left];
      return { better, worse, p: Number.isNaN(z) ? 1 : 2 * normalCdf(-z) };
    }),
  );
  return rangesFromPairs(strengths.length, pairs, 1 - confidence, multiplicity);
}

/** Players that reach one another along "took a point from". */
function connectedGroups(players: number, games: readonly IndexedGames[]): number[][] {
  const tookFrom = Array.from({ length: players }, () => new Set<number>());
  for (const { first, second, firstWins, secondWins, ties } of games) {
    if (firstWins + ties > 0) tookFrom[first]?.add(second);
    if (secondWins + ties > 0) tookFrom[second]?.add(first);
  }
  const reached = tookFrom.map((_, start) => {
    const seen = new Set([start]);
    for (const player of seen) for (const next of tookFrom[player] ?? []) seen.add(next);
    return seen;
  });
  const groups = new Map<number, number[]>();
  for (let player = 0; player < players; player += 1) {
    const leader = [...groups.keys()].find(
      (other) => reached[other]?.has(player) === true && reached[player]?.has(other) === true,
    );
    groups.set(leader ?? player, [...(groups.get(leader ?? player) ?? []), player]);
  }
  return [...groups.values()];
}

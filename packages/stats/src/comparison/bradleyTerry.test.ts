import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { DATA, hasRealData } from "../../../../test/setup/realData.ts";
import { type BradleyTerryOptions, bradleyTerry, type PairGames, type PlayerRating } from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";
import { invertMatrix, multiply } from "./matrix.ts";

const game = (first: string, second: string, firstWins: number, secondWins: number, ties = 0): PairGames => ({
  ...{ first, second, firstWins, secondWins, ties },
});
const THREE = [game("A", "B", 7, 3), game("B", "C", 6, 4), game("A", "C", 8, 2)];

/** Throws where the test is at fault. */
function ratingsOf(games: readonly PairGames[], options?: BradleyTerryOptions): readonly PlayerRating[] {
  const fit = bradleyTerry(games, options);
  if (fit.kind !== "fitted") throw new Error("separated");
  return fit.ratings;
}

describe("Bradley and Terry", () => {
  test("7-3, 6-4, 8-2: 128.65, -25.90, -102.75", () => {
    const ratings = ratingsOf(THREE);
    expect(ratings.map(({ player }) => player)).toEqual(["A", "B", "C"]);
    const expected = hasRealData()
      ? (JSON.parse(readFileSync(join(DATA, "oracles.json"), "utf8")) as { bt_elo: number[] }).bt_elo
      : [128.65, -25.9, -102.75];
    ratings.forEach(({ rating, low, high, games }, index) => {
      expect(rating).toBeCloseTo(expected[index] ?? Number.NaN, 2);
      expect([low < rating, rating < high, games]).toEqual([true, true, 20]);
    });
  });
  test("an anchor is 0 without error, and the differences stay", () => {
    const [a, b, c] = ratingsOf(THREE, { anchor: "B" });
    expect(b).toMatchObject({ player: "B", rating: 0, standardError: 0 });
    expect((a?.rating ?? 0) - (c?.rating ?? 0)).toBeCloseTo(128.65 + 102.75, 1);
  });
  test("two players: the log odds, and the error of a share", () => {
    const [winner, loser] = ratingsOf([game("x", "y", 30, 10)]);
    const scale = 400 / Math.LN10;
    expect((winner?.rating ?? 0) - (loser?.rating ?? 0)).toBeCloseTo(scale * Math.log(3), 8);
    expect(2 * (winner?.standardError ?? 0)).toBeCloseTo(scale * Math.sqrt(1 / 30 + 1 / 10), 8);
    expect([winner?.rank, loser?.rank]).toEqual([
      { from: 1, to: 1 },
      { from: 2, to: 2 },
    ]);
  });
  test("a tie is half a win for each, and less noise than two coin tosses", () => {
    const tied = ratingsOf([game("x", "y", 10, 10, 40)]);
    const tossed = ratingsOf([game("x", "y", 30, 30)]);
    expect(tied.map(({ rating }) => rating)).toEqual(tossed.map(() => expect.closeTo(0, 9)));
    expect(tied[0]?.standardError).toBeLessThan((tossed[0]?.standardError ?? 0) * 0.7);
    expect(tied[0]?.rank).toEqual({ from: 1, to: 2 });
  });
  test("law: the order of the pairs and who is named first change nothing", () => {
    const count = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(count, count, count, count, count, count, (...wins) => {
        const [a = 1, b = 1, c = 1, d = 1, e = 1, f = 1] = wins;
        const ratings = ratingsOf([game("A", "B", a, b), game("B", "C", c, d), game("A", "C", e, f)]);
        const turned = ratingsOf([game("C", "A", f, e), game("C", "B", d, c), game("B", "A", b, a)]);
        const byName = new Map(turned.map((rating) => [rating.player, rating]));
        for (const { player, rating, standardError } of ratings) {
          expect(byName.get(player)?.rating).toBeCloseTo(rating, 6);
          expect(byName.get(player)?.standardError).toBeCloseTo(standardError, 6);
        }
        expect(ratings.reduce((sum, { rating }) => sum + rating, 0)).toBeCloseTo(0, 6);
      }),
    );
  });
  test("who never lost a point to the others has no finite lead", () => {
    expect(bradleyTerry([game("A", "B", 5, 0), game("B", "C", 3, 2)])).toEqual({
      ...{ kind: "separated", groups: [["A"], ["B", "C"]] },
    });
    expect(bradleyTerry([game("A", "B", 1, 1), game("C", "D", 1, 1)])).toMatchObject({ kind: "separated" });
    expect(bradleyTerry([])).toEqual({ kind: "fitted", ratings: [] });
  });
  test("the interval holds the truth as often as it says: five players, 30 games a pair", () => {
    const generator = seededGenerator(17);
    const truth = [150, 50, 0, -80, -120];
    let [held, trials] = [0, 0];
    for (let trial = 0; trial < 200; trial += 1) {
      const games = truth.flatMap((strength, i) =>
        truth.slice(i + 1).map((other, offset) => {
          const chance = 1 / (1 + 10 ** ((other - strength) / 400));
          const wins = Array.from({ length: 30 }, () => uniformFloat64(generator) < chance).filter(
            Boolean,
          ).length;
          return game(`${i}`, `${i + 1 + offset}`, wins, 30 - wins);
        }),
      );
      const fit = bradleyTerry(games);
      if (fit.kind === "separated") continue;
      for (const { player, low, high } of fit.ratings) {
        const value = truth[Number(player)] ?? Number.NaN;
        trials += 1;
        if (low <= value && value <= high) held += 1;
      }
    }
    expect(trials).toBeGreaterThan(950);
    expect(held / trials).toBeGreaterThan(0.93);
    expect(held / trials).toBeLessThan(0.97);
  });
});

test("a matrix times its inverse is 1 on the diagonal, also where a pivot is 0", () => {
  const matrix = [
    [0, 2, 1],
    [1, 0, 3],
    [4, 1, 0],
  ];
  multiply(matrix, invertMatrix(matrix)).forEach((row, i) => {
    row.forEach((value, j) => {
      expect(value).toBeCloseTo(i === j ? 1 : 0, 12);
    });
  });
});

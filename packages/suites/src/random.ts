/** The seeded randomness of generators: a seed gives the same problems on every machine, today and in a year. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export interface Random {
  /** Uniform in [low, high], both included. */
  integer(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** @example seededRandom(7).integer(1, 6) // the same number for ever */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const integer = (low: number, high: number): number => uniformInt(generator, low, high);
  return {
    integer,
    chance: (probability) => uniformFloat64(generator) < probability,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
  };
}

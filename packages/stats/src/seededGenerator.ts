import { mersenne } from "pure-rand/generator/mersenne";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/**
 * The generator behind every seeded draw of this package: a seed (whole number, 32 bits of it count) gives the same
 * draws on every machine. Mersenne Twister, because its seeding scatters: seeds 0, 1, 2, .. of neighbouring problems
 * give unrelated first draws, which the linear seeding of the xoroshiro family does not, however many draws are skipped.
 */
export function seededGenerator(seed: number): RandomGenerator {
  return mersenne(seed);
}

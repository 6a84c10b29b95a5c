/**
 * The random number behind one token: a function of (seed, position) alone.
 *
 * Decision: a counter-based generator, so that no state goes from token to token, from row to row or from one process
 * to the next: a row draws the same numbers in whatever batch it runs, and a job can be resumed anywhere. Threefry-2x32
 * with 20 rounds (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011; JAX's generator) passes
 * BigCrush and needs only additions, rotations and exclusive-ors of 32 bits. Key: (seed, 0); counter: (position, 0).
 */

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const PARITY = 0x1bd11bda;

/**
 * Uniform in the open interval (0, 1), a multiple of 2^-24 and so exact in 32-bit floats. Two calls that differ in
 * seed or position are independent draws.
 *
 * @param seed 0 to 2^32 - 1
 * @param position 0 for the first generated token, 0 to 2^32 - 1
 * @example noiseAt(7, 0) === noiseAt(7, 0)
 */
export function noiseAt(seed: number, position: number): number {
  const [bits] = threefry2x32([seed, 0], [position, 0]);
  // The middle of one of 2^23 cells: neither 0 nor 1 can come out, also after rounding to 32-bit floats.
  return ((bits >>> 9) + 0.5) / 2 ** 23;
}

type Pair = readonly [number, number];

/** The bijection on pairs of 32-bit words that the key names; words come out unsigned. */
export function threefry2x32(key: Pair, counter: Pair): Pair {
  const keys = [key[0] | 0, key[1] | 0, PARITY ^ key[0] ^ key[1]] as const;
  let x0 = (counter[0] + keys[0]) | 0;
  let x1 = (counter[1] + keys[1]) | 0;
  for (let group = 0; group < 5; group += 1) {
    const first = group % 2 === 0 ? 0 : 4;
    for (let round = first; round < first + 4; round += 1) {
      const turn = ROTATIONS[round] ?? 0;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << turn) | (x1 >>> (32 - turn))) ^ x0;
    }
    x0 = (x0 + (keys[(group + 1) % 3] ?? 0)) | 0;
    x1 = (x1 + (keys[(group + 2) % 3] ?? 0) + group + 1) | 0;
  }
  return [x0 >>> 0, x1 >>> 0];
}

/**
 * The seed of each of `n` samples of one request.
 * Decision: the first sample has the request's own seed, so that asking for more keeps what one alone gives, whatever
 * `n` is; the others have the seed moved by the sample's index times the golden ratio's 32 bits and scrambled by
 * MurmurHash3's finaliser (Appleby, public domain), a bijection, so that no two of the others are equal.
 */

/**
 * @param seed any safe integer; only its lowest 32 bits count
 * @param index of the sample, from 0
 * @returns 0 to 2^32 - 1
 * @example sampleSeed(7, 0) // 7
 */
export function sampleSeed(seed: number, index: number): number {
  const low = Number(BigInt.asUintN(32, BigInt(seed)));
  if (index === 0) return low;
  let bits = (low + Math.imul(index, 0x9e37_79b9)) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

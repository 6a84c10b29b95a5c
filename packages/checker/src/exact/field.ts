/** Arithmetic modulo the two largest primes below 2^61: images of rational identities. */

export const PRIMES: readonly bigint[] = [2305843009213693951n, 2305843009213693921n];

export function powerField(a: bigint, n: bigint, p: bigint): bigint {
  let result = 1n;
  let base = a;
  for (let left = n; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * base) % p;
    base = (base * base) % p;
  }
  return result;
}

/** 1/a mod p, or null for a = 0. */
export function invertField(a: bigint, p: bigint): bigint | null {
  if (a === 0n) return null;
  let [r0, r1] = [p, a];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  return t0 < 0n ? t0 + p : t0;
}

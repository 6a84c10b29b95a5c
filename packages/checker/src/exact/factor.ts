/** Small prime factors of integers, for radicals and logarithms. */

const LIMIT = 1000;

function smallPrimes(): readonly number[] {
  const composite = new Uint8Array(LIMIT + 1);
  const primes: number[] = [];
  for (let n = 2; n <= LIMIT; n++) {
    if (composite[n] === 1) continue;
    primes.push(n);
    for (let multiple = n * n; multiple <= LIMIT; multiple += n) composite[multiple] = 1;
  }
  return primes;
}

const PRIMES: readonly number[] = smallPrimes();

export interface PrimePower {
  readonly base: bigint;
  readonly power: number;
  /** False for a cofactor that was not shown to be prime. */
  readonly prime: boolean;
}

/** n > 0 as a product of prime powers; what trial division up to 1,000 leaves is one last base. */
export function factorInteger(n: bigint): readonly PrimePower[] {
  const found: PrimePower[] = [];
  let rest = n;
  for (const prime of PRIMES) {
    if (rest < 9007199254740991n) break;
    const p = BigInt(prime);
    let power = 0;
    while (rest % p === 0n) {
      rest /= p;
      power++;
    }
    if (power > 0) found.push({ base: p, power, prime: true });
  }
  if (rest >= 9007199254740991n) {
    found.push(...perfectPower(rest));
    return found;
  }
  let small = Number(rest);
  for (const prime of PRIMES) {
    if (prime * prime > small) break;
    let power = 0;
    while (small % prime === 0) {
      small /= prime;
      power++;
    }
    if (power > 0) found.push({ base: BigInt(prime), power, prime: true });
  }
  if (small > 1) {
    if (small < LIMIT * LIMIT) found.push({ base: BigInt(small), power: 1, prime: true });
    else found.push(...perfectPower(BigInt(small)));
  }
  return found;
}

/** base^power with the largest power up to 7, for a cofactor without small primes. */
function perfectPower(n: bigint): readonly PrimePower[] {
  if (n.toString(2).length > 2000) return [{ base: n, power: 1, prime: false }];
  for (const power of [2, 3, 5, 7]) {
    const root = integerRoot(n, power);
    if (root ** BigInt(power) === n)
      return perfectPower(root).map((part) => ({ ...part, power: part.power * power }));
  }
  return [{ base: n, power: 1, prime: n < BigInt(LIMIT * LIMIT) }];
}

/** Floor of the k-th root of n >= 0, by bisection on bits. */
export function integerRoot(n: bigint, k: number): bigint {
  if (n < 2n) return n;
  let low = 1n;
  let high = 1n << BigInt(Math.ceil(n.toString(2).length / k));
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** BigInt(k) <= n) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** a^n mod m for n >= 0, m > 0. */
export function powerMod(a: bigint, n: bigint, m: bigint): bigint {
  let result = 1n % m;
  let base = ((a % m) + m) % m;
  for (let left = n; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * base) % m;
    base = (base * base) % m;
  }
  return result;
}

/** Euler's totient of n, null where n could not be factored. */
export function totient(n: bigint): bigint | null {
  let result = n;
  for (const { base, prime } of factorInteger(n)) {
    if (!prime) return null;
    result = (result / base) * (base - 1n);
  }
  return result;
}

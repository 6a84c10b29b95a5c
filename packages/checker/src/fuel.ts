/** The meter of a check. Operations are counted, never time, so that a verdict is the same on every machine. */

export interface Fuel {
  left: number;
  readonly limit: number;
}

/** Thrown when the meter is empty, caught where a decider is run and nowhere else: it never leaves the package. */
export class OutOfFuel extends Error {}

/** The default allowance: about a tenth of a second of arithmetic. */
export const DEFAULT_FUEL = 400_000;

export function createFuel(limit: number = DEFAULT_FUEL): Fuel {
  return { left: limit, limit };
}

/** Takes `operations` from the meter; one operation is about a 64-bit multiplication or a token. */
export function spend(fuel: Fuel, operations: number): void {
  fuel.left -= operations;
  if (fuel.left < 0) throw new OutOfFuel("out of fuel");
}

/** Bits of a number beyond which nothing is computed: what keeps a check's memory small. */
const MAX_BITS = 1_500_000;

/** Pays for reducing a fraction of this many bits: Euclid's algorithm is quadratic. Call it before the work. */
export function spendReduction(fuel: Fuel, bits: number): void {
  if (bits > MAX_BITS) throw new OutOfFuel("a number too large");
  if (bits > 128) spend(fuel, Math.ceil((bits * bits) / 16_384));
}

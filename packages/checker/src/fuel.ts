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

/**
 * The shape of a generated demonstration problem.
 * Decision: a problem is solved by a function that passes every intermediate number through `slip`. With the identity
 * the result is the gold; with a function that errs now and then it is a solver's attempt, whose wrong answers follow
 * from a wrong step as a real model's do. Problem and attempts cannot disagree about the method.
 */

/** Returns the number, or a wrong one. */
export type Slip = (value: number) => number;

export interface Worked {
  /** One line a step, as plain text with inline LaTeX between dollar signs. */
  readonly lines: readonly string[];
  /** The final answer as LaTeX. */
  readonly answer: string;
}

export interface DemoProblem {
  readonly statement: string;
  readonly tags: readonly string[];
  work(slip: Slip): Worked;
}

/** Greatest common divisor of two integers, never 0 for a non-zero pair. */
export function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? Math.abs(left) : greatestCommonDivisor(right, left % right);
}

/** @example toFraction(6, -4) === "-\\frac{3}{2}" */
export function toFraction(numerator: number, denominator: number): string {
  const divisor = greatestCommonDivisor(numerator, denominator) * Math.sign(denominator);
  const [top, bottom] = [numerator / divisor, denominator / divisor];
  if (bottom === 1) return String(top);
  return `${top < 0 ? "-" : ""}\\frac{${Math.abs(top)}}{${bottom}}`;
}

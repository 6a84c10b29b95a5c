/**
 * Claims with letters. Decision: an equation is a claim only where it cannot be anything else. It holds where both
 * sides are the same for all values. It fails in four cases alone: the sides differ by a number whatever the letters
 * are, or by a multiple of the only letter; it is a later link of a chain, or announced as a rewriting, with the same letters
 * on both sides; it gives the linear equation before it another solution; the values of all letters, put in on the right,
 * give another number. Everything else ("2x + 3 = 7") is true for some values and stays undecided.
 */
import type { Arithmetic } from "./arithmetic.ts";
import { type Member, putIn } from "./chain.ts";
import type { Decision } from "./decision.ts";
import { absolute, compare, divide, multiply, type Rational, subtract, unitOf } from "./rational.ts";
import type { Equation } from "./scope.ts";

/** Letters that also are constants or marks of calculus; a claim with them never fails. */
const RESERVED: ReadonlySet<string> = new Set(["e", "i", "d", "j", "E", "\\ell"]);

/** Whether the letters are plain unknowns in a rational expression, so that a difference is a real one. */
export function isPlain(member: Member): boolean {
  return (
    !member.calls &&
    !/\^\s*\{?-1\}?\s*\(|\||\^\s*(?:[a-z\\]|[{(][^{}()]*[a-z/\\])|\\(?!frac|dfrac|tfrac|cdot|times)[a-z]/iu.test(
      member.text,
    ) &&
    member.letters.every((letter) => !RESERVED.has(letter) && !letter.includes("'"))
  );
}

/** Whether no letter stands below a fraction line, so that nothing can have been multiplied away. */
export function isUndivided(member: Member): boolean {
  return !/\/|frac/u.test(member.text.replace(/\\[dt]?frac\s*(?:\{\d+\}|\d)\s*(?:\{\d+\}|\d)|\/\s*\d/gu, ""));
}

export function hasSameLetters(left: Member, right: Member): boolean {
  return (
    left.letters.length > 0 &&
    left.letters.length === right.letters.length &&
    left.letters.every((letter) => right.letters.includes(letter))
  );
}

const POINTS: readonly Rational[] = [
  { top: 7n, bottom: 5n },
  { top: 11n, bottom: 3n },
  { top: 23n, bottom: 7n },
  { top: 41n, bottom: 11n },
];
/** Values without a pattern: letters in arithmetic progression would cancel in "a - 2b + c". */
const SPREAD = [0, 2, 7, 19, 3, 29, 11, 53, 5, 37, 17, 71, 13, 43, 61, 23];

/** left - right at the points, each letter with a value of its own; null where one of them is not rational. */
function gapsOf(
  { left, right }: Sides,
  letters: readonly string[],
  arithmetic: Arithmetic,
): readonly Rational[] | null {
  const gaps: Rational[] = [];
  for (const [round, { top, bottom }] of POINTS.entries()) {
    const values = new Map(
      letters.map((letter, at) => [
        letter,
        `${top}/${bottom}+${at === 0 ? 0 : SPREAD[(at * 3 + round * 5) % 16]}`,
      ]),
    );
    const gap = arithmetic.value(`(${putIn(left, values)})-(${putIn(right, values)})`);
    if (gap === null) return null;
    gaps.push(gap);
  }
  return gaps;
}

interface Sides {
  readonly left: Member;
  readonly right: Member;
}

export function lettersOf({ left, right }: Sides): readonly string[] {
  return [...new Set([...left.letters, ...right.letters])];
}

function areSame(values: readonly (Rational | null)[]): boolean {
  const [first] = values;
  return values.every((value) => value !== null && first != null && compare(value, first) === 0);
}

/** Whether the two sides are never the same, or only where the one letter is 0. */
export function isNeverEqual(sides: Sides, arithmetic: Arithmetic): boolean {
  const letters = lettersOf(sides);
  const gaps = gapsOf(sides, letters, arithmetic);
  if (gaps === null || gaps.some(({ top }) => top === 0n)) return false;
  if (areSame(gaps)) return true;
  const sided = letters.length === 1 && sides.left.letters.length === 1 && sides.right.letters.length === 1;
  return sided && areSame(gaps.map((gap, at) => divide(gap, POINTS[at] ?? gap)));
}

/**
 * Whether an equation says the same as the one before it, up to a factor; null where that cannot be told. Multiplying by
 * an expression with letters is not seen, so the caller asks only where a mere rewriting is announced.
 */
export function decideEquivalence(before: Sides, now: Sides, arithmetic: Arithmetic): Decision | null {
  const letters = lettersOf(before);
  const [first, second] = [gapsOf(before, letters, arithmetic), gapsOf(now, letters, arithmetic)];
  if (first === null || second === null || first.some(({ top }) => top === 0n)) return null;
  const same = areSame(second.map((gap, at) => divide(gap, first[at] ?? gap)));
  return same ? { outcome: "holds", reason: "equal" } : { outcome: "fails", reason: "not_equivalent" };
}

/** Where a linear equation in one letter is true; null where it is not linear, or true everywhere or nowhere. */
export function rootOf({ left, right }: Sides, arithmetic: Arithmetic): Rational | null {
  const [letter = ""] = [...left.letters, ...right.letters];
  const at = (value: string): Rational | null => {
    const values = new Map([[letter, value]]);
    return arithmetic.value(`(${putIn(left, values)})-(${putIn(right, values)})`);
  };
  const [zero, one, two, far] = [at("0"), at("1"), at("2"), at("10")];
  if (zero === null || one === null || two === null || far === null) return null;
  const slope = subtract(one, zero);
  const linear =
    compare(subtract(two, one), slope) === 0 &&
    compare(subtract(far, zero), multiply(slope, { top: 10n, bottom: 1n })) === 0;
  return linear ? divide({ top: -zero.top, bottom: zero.bottom }, slope) : null;
}

/** Whether a new equation in the same letter has the solution of the one before; null where that cannot be asked. */
export function decideSolution(before: Equation, now: Equation, arithmetic: Arithmetic): Decision | null {
  const expected = rootOf(before, arithmetic);
  const found = expected === null ? null : rootOf(now, arithmetic);
  if (expected === null || found === null) return null;
  const gap = absolute(subtract(expected, found));
  if (gap.top === 0n) return { outcome: "holds", reason: "equal" };
  const digits = now.left.computed || now.right.computed ? null : (now.right.decimals ?? now.left.decimals);
  if (digits !== null && compare(gap, unitOf(digits)) < 0) {
    const half = compare(multiply(gap, { top: 2n, bottom: 1n }), unitOf(digits)) <= 0;
    return half ? { outcome: "holds", reason: "rounds" } : { outcome: "undecided", reason: "cut_off" };
  }
  const decimals = [before.left, before.right, now.left, now.right].some(
    ({ decimalOperands }) => decimalOperands.length > 0,
  );
  const close = compare(multiply(gap, { top: 50n, bottom: 1n }), absolute(expected)) <= 0;
  if (decimals && close) return { outcome: "undecided", reason: "rounded_operands" };
  return { outcome: "fails", reason: "no_solution_of" };
}

/**
 * Claims about numbers. Decision: a claim fails only where every reading of it is false. The readings that are tried:
 * exact, rounded to the printed digits, cut off after them, computed from rounded numbers, a percent sign as 1/100 or as a
 * mere label, a leading dash as prose, and a change of units. The order goes from what proves to what merely excuses,
 * so that a true claim is called true and an excused one `undecided`.
 */
import type { Arithmetic } from "./arithmetic.ts";
import type { Member } from "./chain.ts";
import type { Decision } from "./decision.ts";
import { absolute, add, compare, divide, multiply, type Rational, subtract, unitOf } from "./rational.ts";
import type { ClaimReason, ClaimRelation } from "./step.ts";
import { MEASURES } from "./words.ts";

/** Whether the member is numbers alone, so that it has one value. */
export function isNumeric(member: Member): boolean {
  return member.letters.length === 0;
}

/**
 * @param rounded texts of decimals that earlier claims gave as rounded values.
 * @example decideNumeric("=", member("48/2"), member("24"), arithmetic, new Set()) // { outcome: "holds", reason: "equal" }
 */
export function decideNumeric(
  relation: ClaimRelation,
  left: Member,
  right: Member,
  arithmetic: Arithmetic,
  rounded: ReadonlySet<string>,
): Decision {
  let best: Decision = { outcome: "fails", reason: "different" };
  for (const [lhs, rhs] of readings(left, right)) {
    const decision = decideReading(relation, { left, right, lhs, rhs }, arithmetic, rounded);
    if (decision.outcome === "holds") return decision;
    if (decision.outcome === "undecided") best = decision;
    else if (best.outcome === "fails") best = decision;
  }
  if (best.outcome === "fails" && isAmbiguous(left, right))
    return { outcome: "undecided", reason: "ambiguous" };
  return best;
}

function readings(left: Member, right: Member): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [[left.text, right.text]];
  if ((left.percent || right.percent) && !isPercentOf(left) && !isPercentOf(right))
    pairs.push([left.text.replace(/%/gu, ""), right.text.replace(/%/gu, "")]);
  if (/\.\d+\*\(\d+\)/u.test(left.text + right.text))
    pairs.push([asRepeating(left.text), asRepeating(right.text)]);
  if (left.dash) pairs.push([left.text.replace(/^-\s*/u, ""), right.text]);
  return pairs;
}

/** "20% of 50": the sign is 1/100 and no mere label. "3/4 * 100% = 75" is common and leaves it a label. */
function isPercentOf({ text }: Member): boolean {
  return /(?<!\b100)%\s*\*|\*\s*(?!100%)[\d.]+\s*%/u.test(text);
}

/** "0.1(6)" may also be 0.1666... */
function asRepeating(text: string): string {
  return text.replace(/(\.\d+)\*(\(\d+\))/gu, "$1$2");
}

interface Reading {
  readonly left: Member;
  readonly right: Member;
  readonly lhs: string;
  readonly rhs: string;
}

function decideReading(
  relation: ClaimRelation,
  reading: Reading,
  arithmetic: Arithmetic,
  rounded: ReadonlySet<string>,
): Decision {
  const { lhs, rhs } = reading;
  switch (relation) {
    case "=":
      return decideEquality(reading, arithmetic, rounded);
    case "≈":
      return decideApproximation(reading, arithmetic);
    case "≠":
      return toDecision(negate(same(lhs, rhs, arithmetic)), "not_ordered");
    case "≤":
      return toDecision(arithmetic.atMost(lhs, rhs), "not_ordered");
    case "≥":
      return toDecision(arithmetic.atMost(rhs, lhs), "not_ordered");
    case "<":
      return toDecision(negate(arithmetic.atMost(rhs, lhs)), "not_ordered");
    case ">":
      return toDecision(negate(arithmetic.atMost(lhs, rhs)), "not_ordered");
  }
}

function same(lhs: string, rhs: string, arithmetic: Arithmetic): boolean | null {
  const found = arithmetic.compare(lhs, rhs);
  return found === "undecided" ? null : found === "equal";
}

function negate(told: boolean | null): boolean | null {
  return told === null ? null : !told;
}

function toDecision(told: boolean | null, otherwise: ClaimReason): Decision {
  if (told === null) return { outcome: "undecided", reason: "not_decided" };
  return told ? { outcome: "holds", reason: "ordered" } : { outcome: "fails", reason: otherwise };
}

function decideEquality(reading: Reading, arithmetic: Arithmetic, rounded: ReadonlySet<string>): Decision {
  const { left, right, lhs, rhs } = reading;
  const found = arithmetic.compare(lhs, rhs);
  if (found === "equal") return { outcome: "holds", reason: "equal" };
  if (found === "rounds") return { outcome: "holds", reason: "rounds" };
  if (found === "undecided") return { outcome: "undecided", reason: "not_decided" };
  const digits = right.decimals ?? left.decimals;
  if (digits !== null) {
    const near = isWithin(reading, unitText(digits), arithmetic);
    const half = near === true && isWithin(reading, `(${unitText(digits)})/2`, arithmetic);
    if (half === true) return { outcome: "holds", reason: "rounds" };
    if (near !== false) return { outcome: "undecided", reason: near === null ? "not_decided" : "cut_off" };
  }
  const [from, to] = [arithmetic.value(lhs), arithmetic.value(rhs)];
  if (from === null || to === null) {
    const decimals = left.decimalOperands.length + right.decimalOperands.length > 0;
    const close = decimals && isWithin(reading, `\\left|${rhs}\\right|/100`, arithmetic) !== false;
    return close
      ? { outcome: "undecided", reason: "rounded_operands" }
      : { outcome: "fails", reason: "different" };
  }
  if (isWithinOperands(reading, from, to, arithmetic, rounded))
    return { outcome: "undecided", reason: "rounded_operands" };
  if (isUnitChange(left, right, from, to)) return { outcome: "undecided", reason: "units" };
  return { outcome: "fails", reason: "different" };
}

/** Whether |lhs - rhs| is at most `bound`. */
function isWithin({ lhs, rhs }: Reading, bound: string, arithmetic: Arithmetic): boolean | null {
  return arithmetic.atMost(`\\left|(${lhs})-(${rhs})\\right|`, bound);
}

/** Floating-point output prints 16 digits of which the last are noise. */
const MOST_DIGITS = 9;

function unitText(printed: number): string {
  const digits = Math.min(printed, MOST_DIGITS);
  return digits === 0 ? "1*0.999999" : `0.${"0".repeat(digits - 1)}1*0.999999`;
}

const PART: Rational = { top: 1n, bottom: 50n };

/** "≈" promises the printed digits; within a fiftieth it is called neither true nor false. */
function decideApproximation(reading: Reading, arithmetic: Arithmetic): Decision {
  const { left, right, lhs, rhs } = reading;
  const found = arithmetic.compare(lhs, rhs);
  if (found === "equal" || found === "rounds") return { outcome: "holds", reason: "rounds" };
  const digits = right.decimals ?? left.decimals;
  const near = digits === null ? null : isWithin(reading, unitText(digits), arithmetic);
  if (near === true) return { outcome: "holds", reason: "rounds" };
  const [from, to] = [arithmetic.value(lhs), arithmetic.value(rhs)];
  if (from === null || to === null) return { outcome: "undecided", reason: "not_decided" };
  const gap = absolute(subtract(from, to));
  if (compare(gap, multiply(absolute(from), PART)) <= 0) return { outcome: "undecided", reason: "cut_off" };
  return { outcome: "fails", reason: "different" };
}

const MOST_OPERANDS = 6;

/**
 * Whether moving each rounded operand by half a unit of its last digit can make the two sides meet, to first order.
 * Only decimals that an earlier claim rounded, or of three digits or more, count as rounded: "0.5 * 9 = 4.6" fails.
 */
function isWithinOperands(
  { left, right, lhs, rhs }: Reading,
  from: Rational,
  to: Rational,
  arithmetic: Arithmetic,
  rounded: ReadonlySet<string>,
): boolean {
  const suspects = [...new Set([...left.decimalOperands, ...right.decimalOperands])].filter(
    (text) => rounded.has(text) || (text.split(".")[1]?.length ?? 0) >= 3,
  );
  if (suspects.length === 0 || suspects.length > MOST_OPERANDS) return false;
  let slack = unitOf(
    (right.decimals ?? left.decimals) === null ? 12 : (right.decimals ?? left.decimals ?? 12),
  );
  for (const text of suspects) {
    const moved = `(${text}+${unitText(text.split(".")[1]?.length ?? 0)})`;
    const [high, low] = [replaceNumber(lhs, text, moved), replaceNumber(rhs, text, moved)].map((side) =>
      arithmetic.value(side),
    );
    if (high === null || high === undefined || low === null || low === undefined) return true;
    slack = add(slack, add(absolute(subtract(high, from)), absolute(subtract(low, to))));
  }
  return compare(absolute(subtract(from, to)), slack) <= 0;
}

function replaceNumber(text: string, number: string, by: string): string {
  return text.replace(/\d+(?:\.\d+)?|\.\d+/gu, (found) => (found === number ? by : found));
}

/** Ratios of units of time, length, mass, money and volume that people pass over in silence. */
const UNIT_RATIOS: readonly Rational[] = [
  7n,
  10n,
  12n,
  16n,
  24n,
  30n,
  36n,
  52n,
  60n,
  100n,
  128n,
  144n,
  360n,
  365n,
  1000n,
  1440n,
  1760n,
  2000n,
  3600n,
  5280n,
  86400n,
  1000000n,
].map((top) => ({ top, bottom: 1n }));
/** Four quarts to a gallon, three feet to a yard: too common a slip to excuse where other units are written. */
const SMALL_RATIOS: readonly Rational[] = [2n, 3n, 4n, 8n].map((top) => ({ top, bottom: 1n }));
const SMALL_UNITS = /^(?:yards?|feet|foot|ft|quarts?|gallons?|pints?|cups?|weeks?|months?|quarters?)$/u;

/** A change of units is a way out only where units are written and the ratio is one of those known. */
function isUnitChange(left: Member, right: Member, from: Rational, to: Rational): boolean {
  const units = [...left.units, ...right.units].filter((unit) => MEASURES.test(unit));
  const percent = (left.percent || right.percent) && !isPercentOf(left) && !isPercentOf(right);
  if (units.length === 0 && !percent) return false;
  const things = left.units.length > 0 && !left.units.some((unit) => MEASURES.test(unit));
  // "3 pencils + 1 eraser = 124 cents" speaks of prices that are not written.
  if (things && right.units.some((unit) => MEASURES.test(unit)) && /[+-]/u.test(left.text)) return true;
  const kinds = new Set(left.units.filter((unit) => MEASURES.test(unit)).map(singular));
  if (kinds.size > 1 && /[+-]/u.test(left.text)) return true;
  const ratio = divide(from, to);
  const inverse = divide(to, from);
  const ratios = units.some((unit) => SMALL_UNITS.test(unit))
    ? [...UNIT_RATIOS, ...SMALL_RATIOS]
    : UNIT_RATIOS;
  return ratios.some(
    (known) =>
      (ratio !== null && compare(absolute(ratio), known) === 0) ||
      (inverse !== null && compare(absolute(inverse), known) === 0),
  );
}

function singular(unit: string): string {
  return unit.replace(/(?:es|s)$/u, "");
}

/** Notations with two current readings: a product without sign after a slash, a power of a signed number. */
function isAmbiguous(left: Member, right: Member): boolean {
  return [left.text, right.text].some(
    (text) =>
      text.includes("\\cdot ") ||
      /\/\s*[\d.]+\s*[(a-z\\]/u.test(text) ||
      /\/\s*\([^()]*\)\s*[(\d]/u.test(text) ||
      /(?:^|[(=])\s*-\s*[\d.]+\s*\^/u.test(text) ||
      /\\?log\b/u.test(text) ||
      (/\\?(?:sin|cos|tan|cot|sec|csc)/u.test(text) && !/\\pi|\\circ|°|arc/u.test(left.text + right.text)),
  );
}

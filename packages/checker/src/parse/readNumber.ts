/** A number token, with what directly follows it: a base, a mixed fraction. */
import { EXACT, type Node, type NumberSource, numberNode } from "../ast/node.ts";
import { addRational, multiplyRational, ONE, type Rational, rational } from "../exact/rational.ts";
import type { Grammar } from "./grammar.ts";
import type { Token } from "./token.ts";

const FRACTIONS: ReadonlySet<string> = new Set(["\\frac", "\\dfrac", "\\tfrac", "\\cfrac"]);

/** Exponents beyond this stay powers of ten in the tree. */
const MAX_EXPONENT = 5000;

/** The value of a consumed number token; `grammar` null where nothing may be attached to it. */
export function readNumberToken(token: Token, grammar: Grammar | null): Node {
  const span = { start: token.start, end: token.end };
  if (grammar !== null) {
    const based = readBase(token, grammar);
    if (based !== null) return based;
  }
  const [mantissa = "", exponent] = token.text.split("E");
  const [plain = "", repeating] = mantissa.split("r");
  const [whole = "", part] = plain.split(".");
  let value: Rational;
  let source: NumberSource = EXACT;
  const digits = BigInt(`0${whole}${part ?? ""}`);
  if (repeating !== undefined) {
    const places = part?.length ?? 0;
    const all = BigInt(`0${whole}${part ?? ""}${repeating}`);
    value = rational(all - digits, 10n ** BigInt(places) * (10n ** BigInt(repeating.length) - 1n));
  } else if (part !== undefined) {
    value = decimalRational(digits, part.length);
    source = { decimals: part.length, significant: significantDigits(whole, part) };
  } else value = { numerator: digits, denominator: 1n };
  if (exponent !== undefined) {
    const power = Number(exponent);
    if (Math.abs(power) > MAX_EXPONENT) {
      const tens: Node = {
        kind: "power",
        base: numberNode(rational(10n), span),
        exponent: numberNode(rational(BigInt(power)), span),
        span,
      };
      return { kind: "multiply", factors: [numberNode(value, span, source), tens], span };
    }
    const scale =
      power >= 0 ? rational(10n ** BigInt(power)) : { numerator: 1n, denominator: 10n ** BigInt(-power) };
    value = multiplyRational(value, scale);
    if (part !== undefined || power < 0)
      source = { decimals: (part?.length ?? 0) - power, significant: significantDigits(whole, part ?? "") };
  }
  const ending = grammar?.peek();
  if (grammar !== null && ending?.type === "word" && !ending.space && /^(?:st|nd|rd|th)$/u.test(ending.text))
    grammar.next();
  const integer = part === undefined && repeating === undefined && exponent === undefined;
  if (integer && grammar !== null) {
    const mixed = readMixed(value, token, grammar);
    if (mixed !== null) return mixed;
  }
  return { kind: "number", value, source, span };
}

/** digits / 10^places in lowest terms: only 2 and 5 can cancel, so no gcd of long numbers is needed. */
function decimalRational(digits: bigint, places: number): Rational {
  if (places <= 400) return rational(digits, 10n ** BigInt(places));
  let top = digits;
  let twos = places;
  let fives = places;
  if (top === 0n) return { numerator: 0n, denominator: 1n };
  for (const [prime, left] of [
    [2n, () => twos],
    [5n, () => fives],
  ] as const) {
    for (let power = 1; power > 0; ) {
      const divisor = prime ** BigInt(power);
      if (power <= left() && top % divisor === 0n) {
        top /= divisor;
        if (prime === 2n) twos -= power;
        else fives -= power;
        power *= 2;
      } else power = Math.floor(power / 2);
    }
  }
  return { numerator: top, denominator: 2n ** BigInt(twos) * 5n ** BigInt(fives) };
}

function significantDigits(whole: string, part: string): number {
  return `${whole}${part}`.replace(/^0+/u, "").length;
}

/** 11 5/6, 1\frac{1}{2}, 2½: a whole number and a proper fraction. */
function readMixed(whole: Rational, token: Token, grammar: Grammar): Node | null {
  const next = grammar.peek();
  if (next.text.startsWith("\\vulgar")) {
    const fraction = grammar.argument();
    return fraction.kind === "number"
      ? numberNode(addRational(whole, fraction.value), grammar.spanFrom(token.start))
      : null;
  }
  if (FRACTIONS.has(next.text)) {
    const fraction = grammar.argument();
    if (
      fraction.kind === "divide" &&
      fraction.numerator.kind === "number" &&
      fraction.denominator.kind === "number"
    ) {
      const { numerator: top, denominator: bottom } = fraction;
      const proper =
        top.value.denominator === 1n &&
        bottom.value.denominator === 1n &&
        top.value.numerator < bottom.value.numerator;
      if (proper && top.value.numerator > 0n) {
        return numberNode(
          addRational(whole, rational(top.value.numerator, bottom.value.numerator)),
          grammar.spanFrom(token.start),
        );
      }
    }
    return {
      kind: "multiply",
      factors: [numberNode(whole, { start: token.start, end: token.end }), fraction],
      span: grammar.spanFrom(token.start),
    };
  }
  let ahead = 0;
  if (
    next.text === "-" &&
    !next.space &&
    grammar.peek(1).type === "number" &&
    !grammar.peek(1).space &&
    grammar.peek(2).text === "/"
  )
    return null;
  if (
    next.type === "word" &&
    next.text === "and" &&
    grammar.peek(1).type === "number" &&
    grammar.peek(2).text === "/"
  )
    ahead = 1;
  const top = grammar.peek(ahead);
  const bottom = grammar.peek(ahead + 2);
  if (top.type !== "number" || !top.space || grammar.peek(ahead + 1).text !== "/" || bottom.type !== "number")
    return null;
  if (!/^\d+$/u.test(top.text) || !/^\d+$/u.test(bottom.text)) return null;
  const numerator = BigInt(top.text);
  const denominator = BigInt(bottom.text);
  if (numerator >= denominator || numerator === 0n) return null;
  for (let count = 0; count < ahead + 3; count++) grammar.next();
  return numberNode(addRational(whole, rational(numerator, denominator)), grammar.spanFrom(token.start));
}

/** 204_5, 152A_{11}, 0.0011_2, 1010_{\text{two}}: digits in a base. */
function readBase(token: Token, grammar: Grammar): Node | null {
  let ahead = 0;
  let digits = token.text;
  let end = token.end;
  while (
    !grammar.peek(ahead).space &&
    grammar.peek(ahead).start === end &&
    (grammar.peek(ahead).type === "word" || grammar.peek(ahead).type === "number") &&
    ahead < 8
  ) {
    digits += grammar.peek(ahead).text;
    end = grammar.peek(ahead).end;
    ahead++;
  }
  if (grammar.peek(ahead).text !== "_" || digits.includes("r")) return null;
  const braced = grammar.peek(ahead + 1).text === "{";
  const name = grammar.peek(ahead + (braced ? 2 : 1));
  const base = baseNamed(name);
  if (base === null || (braced && grammar.peek(ahead + 3).text !== "}")) return null;
  for (let count = 0; count < ahead + (braced ? 4 : 2); count++) grammar.next();
  return {
    kind: "based",
    digits: digits.toUpperCase(),
    base,
    value: valueInBase(digits, base),
    span: grammar.spanFrom(token.start),
  };
}

function baseNamed(token: Token): number | null {
  if (token.type === "number") {
    const base = Number(token.text);
    return Number.isInteger(base) && base >= 2 && base <= 36 ? base : null;
  }
  const names: Readonly<Record<string, number>> = {
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    sixteen: 16,
    twelve: 12,
    hex: 16,
    bin: 2,
  };
  return names[token.text.trim().toLowerCase()] ?? null;
}

function valueInBase(digits: string, base: number): Rational | null {
  const [whole = "", part = ""] = digits.split(".");
  let value = 0n;
  for (const character of `${whole}${part}`) {
    const digit = Number.parseInt(character, 36);
    if (Number.isNaN(digit) || digit >= base) return null;
    value = value * BigInt(base) + BigInt(digit);
  }
  return part === "" ? { ...ONE, numerator: value } : rational(value, BigInt(base) ** BigInt(part.length));
}

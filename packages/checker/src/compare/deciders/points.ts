/**
 * Expressions with variables at points drawn from the pair itself: disjoint balls at one point inside both domains
 * prove a difference; agreement at any number of points proves nothing and leaves the pair undecided.
 * Decision: positive points first, then negative and wide ones, all rational with about 20 bits, on the real line; where
 * the real domains share too few points the same is tried with complex points and principal branches.
 */
import { ballFromRational } from "../../exact/ball.ts";
import { addComplex, type ComplexBall, holdsZeroComplex, negateComplex } from "../../exact/complexBall.ts";
import { printRational, type Rational, rational } from "../../exact/rational.ts";
import { hashText } from "../../exact/seed.ts";
import { createEvaluation, evaluate } from "../../normal/evaluate.ts";
import { type Atom, rationalOf } from "../../normal/polynomial.ts";
import type { Decider, Decision } from "../decider.ts";
import { type ExpressionPair, symbolsOf, visitAtoms } from "../expressionPair.ts";
import { printComplex, sizeBits } from "./constants.ts";

const ROUNDS = 12;
const LOW = 80;

/** Scale of the values by round: near one, small, wide, negative. */
const SCALES: readonly Rational[] = [
  rational(1n),
  rational(3n),
  rational(1n, 4n),
  rational(-1n),
  rational(-3n),
  rational(17n),
  rational(-1n, 5n),
  rational(1n, 40n),
  rational(-60n),
];

export const pointsDecider: Decider = {
  name: "points",
  decide(pair) {
    const symbols = symbolsOf([pair.gold, pair.answer]);
    if (symbols.length === 0 || symbols.length > 200) return null;
    const real = decideAt(pair, symbols, wantsIntegers(pair) ? "integer" : "real");
    // Branches in the complex plane tell nothing about letters that agree on the line.
    const decision = real ?? decideAt(pair, symbols, "complex");
    return decision === "agrees" ? null : decision;
  },
};

type Domain = "real" | "complex" | "integer";

/** Whether the letters count something: bounds of sums, factorials, powers of negative numbers. */
function wantsIntegers(pair: ExpressionPair): boolean {
  let found = false;
  const visit = (atom: Atom): void => {
    const base = atom.kind === "power" && atom.base !== undefined ? rationalOf(atom.base) : null;
    if (
      (base !== null && base.numerator < 0n) ||
      atom.name === "@sum" ||
      atom.name === "@product" ||
      atom.name === "factorial" ||
      atom.name === "floor" ||
      atom.name === "ceil" ||
      atom.name === "mod"
    )
      found = true;
  };
  visitAtoms(pair.gold, visit);
  visitAtoms(pair.answer, visit);
  return found;
}

function decideAt(
  pair: ExpressionPair,
  symbols: readonly string[],
  domain: Domain,
): Decision | "agrees" | null {
  const complex = domain === "complex";
  const high = Math.max(300, Math.ceil(2 * (sizeBits(pair.gold) + sizeBits(pair.answer))) + 128);
  let agreed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const values = symbols.map((symbol, index) =>
      domain === "integer"
        ? rational(BigInt(2 * round + 2 + (hashText(pair.seed + symbol, round) & 1)))
        : pointValue(pair.seed + symbol, round, index),
    );
    for (const precision of [LOW, high]) {
      if (precision > 6000) continue;
      const outcome = gapAt(pair, symbols, values, complex, precision);
      if (outcome === null) break;
      if (outcome.apart) return witness(symbols, values, complex, outcome.gold, outcome.answer);
      agreed++;
    }
  }
  return agreed > 0 || domain === "integer" ? "agrees" : null;
}

function witness(
  symbols: readonly string[],
  values: readonly Rational[],
  complex: boolean,
  gold: ComplexBall,
  answer: ComplexBall,
): Decision {
  return {
    relation: "different",
    certificate: {
      at: symbols.map(
        (symbol, index) =>
          `${symbol.slice(1)} = ${printRational(values[index] ?? rational(0n))}${complex ? " + i/7" : ""}`,
      ),
      gold: printComplex(gold),
      answer: printComplex(answer),
    },
  };
}

/** A value of about 20 bits, in (1/2, 3/2) times the scale of the round. */
function pointValue(seed: string, round: number, index: number): Rational {
  const hash = hashText(seed, 977 * (round + 1));
  // After the common scales, letters of different sign and size, in either order.
  const scale = SCALES[round] ?? rational((round + index) % 2 === 0 ? -1n : 10n ** BigInt(round - 8));
  return rational(scale.numerator * BigInt((hash & 0xfffff) + 524_288), scale.denominator * 1_048_576n);
}

interface Gap {
  readonly apart: boolean;
  readonly gold: ComplexBall;
  readonly answer: ComplexBall;
}

function gapAt(
  pair: ExpressionPair,
  symbols: readonly string[],
  values: readonly Rational[],
  complex: boolean,
  precision: number,
): Gap | null {
  const point = new Map<string, ComplexBall>();
  for (const [index, symbol] of symbols.entries()) {
    const re = ballFromRational(values[index] ?? rational(1n), precision);
    point.set(symbol, { re, im: complex ? ballFromRational(rational(1n, 7n), precision) : null });
  }
  const at = createEvaluation(precision, point, complex, pair.fuel);
  const gold = evaluate(pair.gold, at);
  if (gold === null) return null;
  const answer = evaluate(pair.answer, at);
  if (answer === null) return null;
  const gap = addComplex(gold, negateComplex(answer), precision);
  // An estimate may show a difference, but its agreement is too short to count here.
  if (at.estimated.used && holdsZeroComplex(gap)) return null;
  return { apart: !holdsZeroComplex(gap), gold, answer };
}

/**
 * Constants by balls: disjoint balls prove a difference; a root-separation bound proves equality of algebraic
 * constants; agreement of digits alone, however long, proves nothing and leaves the pair undecided.
 * Decision: precision rises 64, 192, ... up to what the inputs' own size asks for, because 1 + 10^-400 and 1 agree to
 * 400 digits. The bound is BFMSS (Burnikel, Funke, Mehlhorn, Schirra, Schmitt 2001) on the difference: with D the
 * product of the degrees of its distinct radicals and roots of unity, a non-zero value is at least 1 / (u^(D-1) l).
 */
import { magnitudeBits, printBall } from "../../exact/ball.ts";
import { addComplex, type ComplexBall, holdsZeroComplex, negateComplex } from "../../exact/complexBall.ts";
import { bitLength } from "../../exact/rational.ts";
import { estimatedValue } from "../../normal/constantValue.ts";
import type { Factor, Polynomial } from "../../normal/polynomial.ts";
import type { Decider } from "../decider.ts";
import { symbolsOf, visitAtoms } from "../expressionPair.ts";

/** Beyond this many bits a constant is left undecided. */
const MAX_PRECISION = 12_000;

export const constantsDecider: Decider = {
  name: "balls",
  decide({ gold, answer, difference, fuel }) {
    if (symbolsOf([gold, answer]).length > 0) return null;
    const separation = separationBits(difference);
    const needed = Math.max(320, Math.ceil(2 * sizeBits(gold) + 2 * sizeBits(answer)) + 128);
    const target = separation === null ? needed : separation + 32;
    for (let precision = 64; ; precision = Math.min(Math.max(precision * 3, 160), Math.max(target, 160))) {
      if (precision > MAX_PRECISION) return null;
      const one = estimatedValue(gold, precision + 32, fuel);
      const other = estimatedValue(answer, precision + 32, fuel);
      const left = one.value;
      const right = other.value;
      const estimated = one.estimated || other.estimated;
      if (left === null || right === null) {
        if (precision >= Math.min(target, 1024)) return null;
        continue;
      }
      const gap = addComplex(left, negateComplex(right), precision + 32);
      // An estimate is no enclosure: only a wide gap counts, and its agreement proves nothing.
      if (estimated && magnitudeBits(gap.re) < magnitudeBits(left.re) - 16) return null;
      if (!holdsZeroComplex(gap)) {
        return {
          relation: "different",
          certificate: {
            bits: precision,
            gold: printComplex(left),
            answer: printComplex(right),
            ...(estimated && { estimated }),
          },
        };
      }
      // Far below the size of the values, the difference may still hide: use the cancelled form.
      const bound = Math.max(
        magnitudeBits(gap.re),
        gap.im === null ? Number.NEGATIVE_INFINITY : magnitudeBits(gap.im),
      );
      if (precision < target) continue;
      return separation !== null && bound < -separation
        ? {
            relation: "equal",
            certificate: {
              separation: `2^-${Math.ceil(separation)}`,
              differenceBelow: `2^${Math.floor(bound)}`,
              bits: precision,
            },
          }
        : null;
    }
  },
};

export function printComplex(value: ComplexBall): string {
  return value.im === null ? printBall(value.re) : `${printBall(value.re)} + ${printBall(value.im)} i`;
}

/** Bits needed to write the numbers of a form, at every depth: what small perturbations could hide in. */
export function sizeBits(polynomial: Polynomial): number {
  let bits = 0;
  const count = (part: Polynomial): void => {
    for (const term of part.terms.values()) {
      bits += bitLength(term.coefficient.numerator) + bitLength(term.coefficient.denominator);
      for (const { exponent, atom } of term.factors) {
        bits += bitLength(exponent.numerator) + bitLength(exponent.denominator);
        if (atom.integer !== undefined) {
          const exponentSize = Math.abs(Number(exponent.numerator) / Number(exponent.denominator));
          bits += bitLength(atom.integer) * Math.max(1, Math.min(exponentSize, 1e6));
        }
      }
    }
  };
  count(polynomial);
  visitAtoms(polynomial, (atom) => {
    if (atom.inner !== undefined) count(atom.inner);
    if (atom.base !== undefined) count(atom.base);
    for (const arg of atom.args ?? []) if (arg !== atom.inner) count(arg);
  });
  return bits;
}

interface Bound {
  readonly u: number;
  readonly l: number;
}

/** -log2 of the least size of a non-zero value of this form; null where it is not built from radicals. */
function separationBits(polynomial: Polynomial): number | null {
  const degrees = new Map<string, number>();
  const bound = boundOf(polynomial, degrees);
  if (bound === null) return null;
  let degree = 1;
  for (const factor of degrees.values()) degree *= factor;
  if (degree > 4096) return null;
  const bits = (degree - 1) * bound.u + bound.l + 8;
  return bits > MAX_PRECISION - 256 ? null : Math.ceil(bits);
}

function boundOf(polynomial: Polynomial, degrees: Map<string, number>): Bound | null {
  let sum: Bound | null = null;
  for (const term of polynomial.terms.values()) {
    let product: Bound = {
      u: bitLength(term.coefficient.numerator),
      l: bitLength(term.coefficient.denominator),
    };
    for (const factor of term.factors) {
      const bound = factorBound(factor, degrees);
      if (bound === null) return null;
      product = { u: product.u + bound.u, l: product.l + bound.l };
    }
    sum =
      sum === null
        ? product
        : { u: Math.max(sum.u + product.l, sum.l + product.u) + 1, l: sum.l + product.l };
  }
  return sum ?? { u: 0, l: 0 };
}

function factorBound({ atom, exponent }: Factor, degrees: Map<string, number>): Bound | null {
  let base: Bound | null = null;
  if (atom.kind === "i") {
    degrees.set(atom.key, 2);
    return { u: 0, l: 0 };
  }
  if (atom.kind === "prime" || atom.kind === "radicand") base = { u: bitLength(atom.integer ?? 1n), l: 0 };
  else if (atom.kind === "sum" && atom.inner !== undefined) base = boundOf(atom.inner, degrees);
  else if ((atom.kind === "cos" || atom.kind === "sin") && atom.inner !== undefined) {
    const turns = atom.inner.terms.size === 1 ? atom.inner.terms.get("%pi·")?.coefficient : undefined;
    if (turns === undefined || turns.denominator > 200n) return null;
    degrees.set("%cis", lcm(degrees.get("%cis") ?? 1, 2 * Number(turns.denominator)));
    base = { u: 1, l: 1 };
  }
  if (base === null) return null;
  const root = Number(exponent.denominator);
  const power = Math.abs(Number(exponent.numerator));
  if (root > 64 || power > 1000) return null;
  if (root > 1) {
    const key = `${atom.key}^1/${root}`;
    degrees.set(key, root);
    base =
      base.u >= base.l
        ? { u: (base.u + (root - 1) * base.l) / root, l: base.l }
        : { u: base.u, l: ((root - 1) * base.u + base.l) / root };
  }
  const raised = { u: base.u * power, l: base.l * power };
  return exponent.numerator < 0n ? { u: raised.l, l: raised.u } : raised;
}

function lcm(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

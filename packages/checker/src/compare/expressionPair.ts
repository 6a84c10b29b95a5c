/** Two expressions in normal form, with everything a decider needs. */

import type { Node } from "../ast/node.ts";
import type { Fuel } from "../fuel.ts";
import { createContext, normalise } from "../normal/canonical.ts";
import { NoValue } from "../normal/noValue.ts";
import { type Atom, type Polynomial, polynomialKey, subtractPolynomial } from "../normal/polynomial.ts";

export interface ExpressionPair {
  readonly gold: Polynomial;
  readonly answer: Polynomial;
  readonly difference: Polynomial;
  /** Seeds the points; the same for both orders of the pair. */
  readonly seed: string;
  readonly fuel: Fuel;
}

export type Normalised =
  | { readonly polynomial: Polynomial }
  | { readonly failure: NoValue["reason"]; readonly message: string };

export function normaliseExpression(node: Node, fuel: Fuel, positive = false): Normalised {
  try {
    return { polynomial: dropInfinityScale(normalise(node, createContext(fuel, positive))) };
  } catch (error) {
    if (error instanceof NoValue) return { failure: error.reason, message: error.message };
    throw error;
  }
}

/** 100 infinity is infinity. */
function dropInfinityScale(polynomial: Polynomial): Polynomial {
  const term = polynomial.terms.get("%inf·");
  if (term === undefined) return polynomial;
  const sign = term.coefficient.numerator < 0n ? -1n : 1n;
  return { terms: new Map([[term.key, { ...term, coefficient: { numerator: sign, denominator: 1n } }]]) };
}

export function createPair(gold: Polynomial, answer: Polynomial, fuel: Fuel): ExpressionPair {
  const keys = [polynomialKey(gold), polynomialKey(answer)].sort();
  return { gold, answer, difference: subtractPolynomial(gold, answer), seed: keys.join("="), fuel };
}

/** Calls `visit` for every atom at any depth, each key once. */
export function visitAtoms(
  polynomial: Polynomial,
  visit: (atom: Atom) => void,
  seen: Set<string> = new Set(),
): void {
  for (const term of polynomial.terms.values()) {
    for (const { atom } of term.factors) {
      if (seen.has(atom.key)) continue;
      seen.add(atom.key);
      visit(atom);
      if (atom.inner !== undefined) visitAtoms(atom.inner, visit, seen);
      if (atom.base !== undefined) visitAtoms(atom.base, visit, seen);
      for (const arg of atom.args ?? []) visitAtoms(arg, visit, seen);
    }
  }
}

/** Keys of the free symbols, sorted. Bound ones carry a bullet. */
export function symbolsOf(polynomials: readonly Polynomial[]): readonly string[] {
  const keys = new Set<string>();
  const seen = new Set<string>();
  for (const polynomial of polynomials) {
    visitAtoms(
      polynomial,
      (atom) => {
        if (atom.kind === "symbol" && !atom.key.includes("\u2022")) keys.add(atom.key);
      },
      seen,
    );
  }
  return [...keys].sort();
}

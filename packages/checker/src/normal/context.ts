/** What a walk over a tree carries along. */
import type { Node } from "../ast/node.ts";
import type { Fuel } from "../fuel.ts";
import { type Atom, atomPolynomial, type Polynomial, polynomialKey } from "./polynomial.ts";

export interface Context {
  readonly fuel: Fuel;
  /** Values of bound variables. */
  readonly bound: ReadonlyMap<string, Polynomial>;
  /** Letters stand for positive numbers. */
  readonly positive: boolean;
  /** Inside a trigonometric function: degrees are angles. */
  readonly angle: boolean;
  readonly walk: (node: Node, context: Context) => Polynomial;
}

/** An unknown function of known parts. */
export function opaque(name: string, parts: readonly Polynomial[], positive = false): Polynomial {
  return atomPolynomial({
    key: `${name}(${parts.map(polynomialKey).join(";")})`,
    kind: "opaque",
    name,
    args: parts,
    positive,
  });
}

/** An opaque atom that binds a variable in its last part. */
export function binding(name: string, variable: string, parts: readonly Polynomial[]): Polynomial {
  return atomPolynomial({
    key: `${name}(${parts.map(polynomialKey).join(";")})`,
    kind: "opaque",
    name,
    args: parts,
    variable,
    positive: false,
  });
}

export function symbolAtom(name: string, positive = false): Atom {
  return { key: `$${name}`, kind: "symbol", name, positive };
}

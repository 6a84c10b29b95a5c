import { isInteger } from "../../exact/rational.ts";
import { polynomialKey } from "../../normal/polynomial.ts";
import type { Decider } from "../decider.ts";

/**
 * A difference that is a non-empty sum of monomials in variables, i, roots of distinct primes (exponents in (0, 1)) and
 * at most one of pi and e is not zero: radicals of primes are linearly independent over the rationals (Besicovitch
 * 1940), pi and e are transcendental (Lindemann, Hermite), variables are free.
 */
export const independenceDecider: Decider = {
  name: "independence",
  decide({ difference }) {
    if (difference.terms.size === 0) return null;
    let pi = false;
    let e = false;
    for (const term of difference.terms.values()) {
      for (const { atom, exponent } of term.factors) {
        switch (atom.kind) {
          case "symbol":
          case "i":
            if (!isInteger(exponent)) return null;
            break;
          case "prime":
            break;
          case "pi":
            if (!isInteger(exponent)) return null;
            pi = true;
            break;
          case "e":
            if (!isInteger(exponent)) return null;
            e = true;
            break;
          default:
            return null;
        }
      }
    }
    if (pi && e) return null;
    return {
      relation: "different",
      certificate: { nonzeroDifference: polynomialKey(difference).slice(0, 160) },
    };
  },
};

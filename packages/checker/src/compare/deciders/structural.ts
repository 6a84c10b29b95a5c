import { printRational } from "../../exact/rational.ts";
import { rationalOf } from "../../normal/polynomial.ts";
import type { Decider } from "../decider.ts";

/** Two rational constants: compared exactly. */
export const rationalDecider: Decider = {
  name: "rational",
  decide({ gold, answer, difference }) {
    if (rationalOf(gold) === null || rationalOf(answer) === null) return null;
    const value = rationalOf(difference);
    if (value === null) return null;
    if (value.numerator === 0n) return { relation: "equal", certificate: { difference: "0" } };
    return { relation: "different", certificate: { difference: printRational(value).slice(0, 120) } };
  },
};

/** The difference of the normal forms is the empty sum: equality is a proof by rewriting. */
export const structuralDecider: Decider = {
  name: "structural",
  decide({ difference }) {
    return difference.terms.size === 0 ? { relation: "equal", certificate: { rewriting: true } } : null;
  },
};

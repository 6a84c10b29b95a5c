import { type Polynomial, singleTerm } from "../../normal/polynomial.ts";
import type { Decider } from "../decider.ts";
import { visitAtoms } from "../expressionPair.ts";

/** Infinity equals infinity of the same sign and nothing else. Silent where infinity stands inside an expression. */
export const infinityDecider: Decider = {
  name: "infinity",
  decide({ gold, answer }) {
    const left = signOfInfinity(gold);
    const right = signOfInfinity(answer);
    if (left === null && right === null) return null;
    if (left !== null && right !== null)
      return { relation: left === right ? "equal" : "different", certificate: { gold: left, answer: right } };
    return holdsInfinity(left === null ? gold : answer)
      ? null
      : { relation: "different", certificate: { infinite: left === null ? "answer" : "gold" } };
  },
};

function signOfInfinity(polynomial: Polynomial): number | null {
  const term = singleTerm(polynomial);
  if (term?.key !== "%inf·") return null;
  return term.coefficient.numerator < 0n ? -1 : 1;
}

function holdsInfinity(polynomial: Polynomial): boolean {
  let found = false;
  visitAtoms(polynomial, (atom) => {
    if (atom.key === "%inf") found = true;
  });
  return found;
}

/**
 * Numbers beyond the reach of balls, by their logarithms: 9^(9^9) against 1, 10^(10^10) against 10^(10^(10^10)).
 * Decision: a positive single term is replaced by its logarithm until that has a ball; towers of different height, or of
 * one height with disjoint balls, are different. Never proves equality.
 */
import { type Ball, signBall, subtractBall } from "../../exact/ball.ts";
import { logBall } from "../../exact/elementary.ts";
import type { Fuel } from "../../fuel.ts";
import { logarithm } from "../../normal/calls.ts";
import { createContext } from "../../normal/canonical.ts";
import { constantValue } from "../../normal/constantValue.ts";
import { NoValue } from "../../normal/noValue.ts";
import { type Polynomial, singleTerm } from "../../normal/polynomial.ts";
import type { Decider } from "../decider.ts";
import { symbolsOf } from "../expressionPair.ts";

const PRECISION = 160;

interface Tower {
  readonly level: number;
  readonly ball: Ball;
}

export const magnitudeDecider: Decider = {
  name: "magnitude",
  decide({ gold, answer, fuel }) {
    if (symbolsOf([gold, answer]).length > 0) return null;
    const left = towerOf(gold, fuel);
    const right = towerOf(answer, fuel);
    if (left === null || right === null || (left.level === 0 && right.level === 0)) return null;
    const level = Math.max(left.level, right.level);
    const a = raise(left, level);
    const b = raise(right, level);
    // A side without a further logarithm is at most 1 there, the other is beyond 2^40.
    if (a === null || b === null) {
      return a === b ? null : { relation: "different", certificate: { logarithms: level } };
    }
    const sign = signBall(subtractBall(a, b, PRECISION));
    return sign === null || sign === 0 ? null : { relation: "different", certificate: { logarithms: level } };
  },
};

function towerOf(polynomial: Polynomial, fuel: Fuel): Tower | null {
  let current = polynomial;
  for (let level = 0; level < 12; level++) {
    const value = constantValue(current, PRECISION, fuel);
    if (value !== null) return value.im === null ? { level, ball: value.re } : null;
    const term = singleTerm(current);
    if (term === null || term.coefficient.numerator < 0n || term.factors.some(({ atom }) => !atom.positive))
      return null;
    try {
      current = logarithm(current, createContext(fuel));
    } catch (error) {
      if (error instanceof NoValue) return null;
      throw error;
    }
  }
  return null;
}

/** The ball after further logarithms, null where one of them has no positive argument. */
function raise(tower: Tower, level: number): Ball | null {
  let ball = tower.ball;
  for (let at = tower.level; at < level; at++) {
    const log = logBall(ball, PRECISION);
    if (log === null) return null;
    ball = log;
  }
  return ball;
}

/** One evaluation: where, how precisely, and what was found out on the way. */
import type { ComplexBall } from "../exact/complexBall.ts";
import type { Fuel } from "../fuel.ts";
import type { Polynomial } from "./polynomial.ts";

export interface Evaluation {
  readonly precision: number;
  /** Values of symbols by atom key. */
  readonly point: ReadonlyMap<string, ComplexBall>;
  readonly complex: boolean;
  readonly fuel: Fuel;
  readonly cache: Map<string, ComplexBall | null>;
  /** Set where a value is an estimate (integral, infinite sum, limit) and no enclosure. */
  readonly estimated: { used: boolean };
}

export type Evaluate = (polynomial: Polynomial, at: Evaluation) => ComplexBall | null;

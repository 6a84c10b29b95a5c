/** What a decider is: sound or silent. */
import type { ExpressionPair } from "./expressionPair.ts";

export type Certificate = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface Decision {
  readonly relation: "equal" | "different";
  readonly certificate: Certificate;
}

export interface Decider {
  readonly name: string;
  /** A proof either way, or null where this decider cannot tell. */
  decide(pair: ExpressionPair): Decision | null;
}

/** Thrown where an expression has no normal form; caught in `normaliseExpression`. */
export class NoValue extends Error {
  /** `undefined`: the value does not exist (1/0). `shape`: the tree is no expression. `limit`: too large. */
  readonly reason: "undefined" | "shape" | "limit";

  constructor(reason: "undefined" | "shape" | "limit", message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Why we differ from a public suite, by pair. `policy conflict`: both sides are defensible and ours is documented;
 * `wrong label`: the suite's verdict is mathematically false; `not yet`: ours is wrong. A pair that is not listed is
 * `not yet` without an excuse.
 */
export type ReasonKind = "policy conflict" | "wrong label" | "not yet";

export interface DisagreementReason {
  readonly ids: readonly string[];
  readonly kind: ReasonKind;
  readonly why: string;
}

/** `prefix-0778` for each number. */
function ids(prefix: string, ...numbers: readonly number[]): string[] {
  return numbers.map((number) => `${prefix}-${String(number).padStart(4, "0")}`);
}

export const DISAGREEMENT_REASONS: readonly DisagreementReason[] = [
  {
    ids: ids("lighteval", 26),
    kind: "not yet",
    why: "An announced sentence names two numbers, an amount and a time; the last one is taken.",
  },
  {
    ids: ids(
      "latex2sympy2-ext",
      ...[778, 779, 782, 783, 784, 785, 786, 789, 790, 791, 796, 799, 801, 807, 810, 812, 828, 833],
    ),
    kind: "policy conflict",
    why: "The least common multiple of a negative number is positive here; SymPy keeps the product's sign.",
  },
  {
    ids: ids("latex2sympy2-ext", 1028, 1029),
    kind: "wrong label",
    why: "The expected value carries floating-point noise of a remainder by a decimal; ours is exact.",
  },
];

export function reasonFor(id: string): { readonly kind: ReasonKind; readonly why: string } {
  const listed = DISAGREEMENT_REASONS.find((reason) => reason.ids.includes(id));
  return listed ?? { kind: "not yet", why: "" };
}

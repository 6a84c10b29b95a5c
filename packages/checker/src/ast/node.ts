/**
 * The one tree of the checker: what a text says, before anything is computed.
 * Decision: a single discriminated union for values and answer shapes alike, because (1,2), [1,2] and 1,2 only show
 * by their neighbours whether they are numbers' lists, points or intervals. Source form (decimal places, percent,
 * units, brackets) stays in the tree; leniency belongs to compare.
 */
import type { Rational } from "../exact/rational.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a number was written: `decimals` counts the digits after the point, null for an exact form. */
export interface NumberSource {
  readonly decimals: number | null;
  /** Significant digits of a decimal form; 0 for an exact form. */
  readonly significant: number;
}

export type ConstantName = "pi" | "e" | "i" | "infinity";

export type RelationOperator =
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "~"
  | "in"
  | "notin"
  | "subset"
  | "subseteq"
  | "congruent"
  | "divides"
  | "perp"
  | "parallel"
  | "implies";

export type SetOperator = "union" | "intersection" | "difference";

interface Spanned {
  readonly span: Span;
}

export interface NumberNode extends Spanned {
  readonly kind: "number";
  readonly value: Rational;
  readonly source: NumberSource;
}
export interface SymbolNode extends Spanned {
  readonly kind: "symbol";
  readonly name: string;
}
export interface ConstantNode extends Spanned {
  readonly kind: "constant";
  readonly name: ConstantName;
}
export interface AddNode extends Spanned {
  readonly kind: "add";
  readonly terms: readonly Node[];
}
export interface MultiplyNode extends Spanned {
  readonly kind: "multiply";
  readonly factors: readonly Node[];
}
export interface NegateNode extends Spanned {
  readonly kind: "negate";
  readonly operand: Node;
}
export interface DivideNode extends Spanned {
  readonly kind: "divide";
  readonly numerator: Node;
  readonly denominator: Node;
}
export interface PowerNode extends Spanned {
  readonly kind: "power";
  readonly base: Node;
  readonly exponent: Node;
}
export interface RootNode extends Spanned {
  readonly kind: "root";
  readonly radicand: Node;
  readonly index: Node;
}
/** A function the checker knows: sin, ln, log (base, argument), abs, floor, gcd, factorial, binomial, mod, ... */
export interface CallNode extends Spanned {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Node[];
}
/** A function it does not know: f(x), P(A). */
export interface ApplyNode extends Spanned {
  readonly kind: "apply";
  readonly name: string;
  readonly args: readonly Node[];
}
export interface FoldNode extends Spanned {
  readonly kind: "fold";
  readonly operation: "sum" | "product";
  readonly variable: string;
  readonly lower: Node | null;
  readonly upper: Node | null;
  readonly body: Node;
}
export interface IntegralNode extends Spanned {
  readonly kind: "integral";
  readonly variable: string;
  readonly lower: Node | null;
  readonly upper: Node | null;
  readonly body: Node;
}
export interface LimitNode extends Spanned {
  readonly kind: "limit";
  readonly variable: string;
  readonly point: Node;
  readonly side: -1 | 0 | 1;
  readonly body: Node;
}
export interface DerivativeNode extends Spanned {
  readonly kind: "derivative";
  readonly variable: string;
  readonly order: number;
  readonly body: Node;
}
/** a ± b; `flipped` for ∓. */
export interface PlusMinusNode extends Spanned {
  readonly kind: "plusMinus";
  readonly left: Node | null;
  readonly right: Node;
  readonly flipped: boolean;
}
export interface PercentNode extends Spanned {
  readonly kind: "percent";
  readonly operand: Node;
}
export interface QuantityNode extends Spanned {
  readonly kind: "quantity";
  readonly value: Node;
  readonly unit: string;
}
/** Items without brackets: a, b and c. `separator` is the loosest one seen. */
export interface ListNode extends Spanned {
  readonly kind: "list";
  readonly items: readonly Node[];
  readonly separator: "," | ";" | "and" | "or";
}
/** Items in round or square brackets: a tuple, a vector, an interval. */
export interface BracketNode extends Spanned {
  readonly kind: "bracket";
  readonly open: "(" | "[";
  readonly close: ")" | "]";
  readonly items: readonly Node[];
}
export interface SetNode extends Spanned {
  readonly kind: "set";
  readonly items: readonly Node[];
}
/** {x in A : condition}. */
export interface SetBuilderNode extends Spanned {
  readonly kind: "setBuilder";
  readonly element: Node;
  readonly condition: Node;
}
export interface SetOperationNode extends Spanned {
  readonly kind: "setOperation";
  readonly operator: SetOperator;
  readonly operands: readonly Node[];
}
/** R, Z, Q, N, C or the empty set. */
export interface NamedSetNode extends Spanned {
  readonly kind: "namedSet";
  readonly name: "R" | "Z" | "Q" | "N" | "C" | "empty";
}
/** operands[0] operators[0] operands[1] operators[1] ... */
export interface RelationNode extends Spanned {
  readonly kind: "relation";
  readonly operators: readonly RelationOperator[];
  readonly operands: readonly Node[];
}
export interface MatrixNode extends Spanned {
  readonly kind: "matrix";
  readonly rows: readonly (readonly Node[])[];
}
export interface RatioNode extends Spanned {
  readonly kind: "ratio";
  readonly parts: readonly Node[];
  /** Written like a time of day: 12:00, 9:05. */
  readonly clock: boolean;
}
/** Digits in a base: 204_5. `value` is null where a digit does not belong to the base. */
export interface BasedNode extends Spanned {
  readonly kind: "based";
  readonly digits: string;
  readonly base: number;
  readonly value: Rational | null;
}
export interface PiecewiseNode extends Spanned {
  readonly kind: "piecewise";
  readonly branches: readonly { readonly value: Node; readonly condition: Node | null }[];
}
export interface TextNode extends Spanned {
  readonly kind: "text";
  readonly text: string;
}
export interface DateNode extends Spanned {
  readonly kind: "date";
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}
export interface TimeNode extends Spanned {
  readonly kind: "time";
  /** Seconds since midnight. */
  readonly seconds: number;
}
export interface EllipsisNode extends Spanned {
  readonly kind: "ellipsis";
}
/** A value under a condition: "x for x > 0", "n^2 where n is odd". */
export interface ConditionedNode extends Spanned {
  readonly kind: "conditioned";
  readonly value: Node;
  readonly condition: Node;
}

export type Node =
  | NumberNode
  | SymbolNode
  | ConstantNode
  | AddNode
  | MultiplyNode
  | NegateNode
  | DivideNode
  | PowerNode
  | RootNode
  | CallNode
  | ApplyNode
  | FoldNode
  | IntegralNode
  | LimitNode
  | DerivativeNode
  | PlusMinusNode
  | PercentNode
  | QuantityNode
  | ListNode
  | BracketNode
  | SetNode
  | SetBuilderNode
  | SetOperationNode
  | NamedSetNode
  | RelationNode
  | MatrixNode
  | RatioNode
  | BasedNode
  | PiecewiseNode
  | TextNode
  | DateNode
  | TimeNode
  | EllipsisNode
  | ConditionedNode;

export const EXACT: NumberSource = { decimals: null, significant: 0 };
export const NOWHERE: Span = { start: 0, end: 0 };

export function numberNode(value: Rational, span: Span = NOWHERE, source: NumberSource = EXACT): NumberNode {
  return { kind: "number", value, source, span };
}

/** The direct parts of a node, in reading order. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "number":
    case "symbol":
    case "constant":
    case "namedSet":
    case "based":
    case "text":
    case "date":
    case "time":
    case "ellipsis":
      return [];
    case "add":
      return node.terms;
    case "multiply":
      return node.factors;
    case "negate":
    case "percent":
      return [node.operand];
    case "divide":
      return [node.numerator, node.denominator];
    case "power":
      return [node.base, node.exponent];
    case "root":
      return [node.radicand, node.index];
    case "call":
    case "apply":
      return node.args;
    case "fold":
    case "integral":
      return [node.lower, node.upper, node.body].filter((part) => part !== null);
    case "limit":
      return [node.point, node.body];
    case "derivative":
      return [node.body];
    case "plusMinus":
      return node.left === null ? [node.right] : [node.left, node.right];
    case "quantity":
      return [node.value];
    case "list":
    case "bracket":
    case "set":
      return node.items;
    case "setBuilder":
      return [node.element, node.condition];
    case "setOperation":
    case "relation":
      return node.operands;
    case "matrix":
      return node.rows.flat();
    case "ratio":
      return node.parts;
    case "piecewise":
      return node.branches.flatMap((branch) =>
        branch.condition === null ? [branch.value] : [branch.value, branch.condition],
      );
    case "conditioned":
      return [node.value, node.condition];
  }
}

/** Equations up to a non-zero factor, inequalities up to a positive one, chains part by part. */
import { mapChildren } from "../ast/map.ts";
import type { Node, RelationNode, RelationOperator } from "../ast/node.ts";
import { ballFromRational } from "../exact/ball.ts";
import {
  addComplex,
  type ComplexBall,
  holdsZeroComplex,
  multiplyComplex,
  negateComplex,
} from "../exact/complexBall.ts";
import { isInteger, rational } from "../exact/rational.ts";
import { hashText } from "../exact/seed.ts";
import { createEvaluation, evaluate } from "../normal/evaluate.ts";
import { multiplyPolynomial } from "../normal/multiply.ts";
import {
  contentOf,
  type Factor,
  leadsNegative,
  ONE_POLYNOMIAL,
  type Polynomial,
  polynomialKey,
  scalePolynomial,
  subtractPolynomial,
  termPolynomial,
} from "../normal/polynomial.ts";
import { type Statement, statementOf } from "../normal/relation.ts";
import { normaliseExpression, symbolsOf } from "./expressionPair.ts";
import { type Comparison, combine, different, equal, undecided, type Verdict } from "./verdict.ts";

/** Two relations; null where neither reading fits. */
export function compareRelations(gold: RelationNode, answer: RelationNode, comparison: Comparison): Verdict {
  const left = statementOf(gold);
  const right = statementOf(answer);
  if (left.kind === "assignment" && right.kind === "assignment") {
    const named = compareAssignments(left, right, comparison);
    if (named !== null) return named;
  }
  const named = [namedSet(left), namedSet(right)] as const;
  if (
    named[0] !== null &&
    named[1] !== null &&
    named[0].negated === named[1].negated &&
    (left.kind === "membership" || right.kind === "membership")
  ) {
    if (left.kind !== right.kind) comparison.leniencies.push("membership");
    if (
      !sameName(named[0].name, named[1].name, comparison) &&
      isPlainName(named[0].name) &&
      isPlainName(named[1].name)
    )
      return different("relation", { names: false });
    return comparison.compare(named[0].set, named[1].set);
  }
  if (left.kind === "value" || right.kind === "value")
    return comparison.compare(
      left.kind === "value" ? left.value : gold,
      right.kind === "value" ? right.value : answer,
    );
  const one = equationOf(left);
  const other = equationOf(right);
  if (one !== null && other !== null) return compareEquations(one, other, comparison);
  if (left.kind === "inequality" && right.kind === "inequality")
    return compareInequalities(left, right, comparison);
  if (
    left.kind === "other" &&
    right.kind === "other" &&
    gold.operators.join() === answer.operators.join() &&
    gold.operands.length === answer.operands.length
  ) {
    return combine(
      "relation",
      gold.operands.map((operand, index) => comparison.compare(operand, answer.operands[index] ?? operand)),
    );
  }
  return different("relation", { gold: left.kind, answer: right.kind });
}

/** x in S, x = S, x not in S, x != S as one thing. */
function namedSet(
  statement: Statement,
): { readonly name: Node; readonly set: Node; readonly negated: boolean } | null {
  if (statement.kind === "membership") return statement;
  if (statement.kind === "assignment") return { name: statement.name, set: statement.value, negated: false };
  const [name, set] =
    statement.kind === "inequality" && statement.operators.join() === "!=" ? statement.operands : [];
  return name === undefined || set === undefined ? null : { name, set, negated: true };
}

function isPlainName(node: Node): boolean {
  return node.kind === "symbol";
}

type Assignment = Statement & { readonly kind: "assignment" };

function compareAssignments(left: Assignment, right: Assignment, comparison: Comparison): Verdict | null {
  const same = sameName(left.name, right.name, comparison);
  const values = comparison.compare(left.value, renamed(left.name, right));
  if (same) return values;
  if (values.relation === "equal" || values.relation === "rounds") {
    if (!(left.plain && right.plain)) {
      comparison.leniencies.push("name");
      return values;
    }
    // x_1 and x_2 number the same unknown.
    if (
      left.name.kind === "symbol" &&
      right.name.kind === "symbol" &&
      left.name.name.split("_")[0] === right.name.name.split("_")[0]
    ) {
      comparison.leniencies.push("index");
      return values;
    }
  }
  return null;
}

/** f(t) = t^2 beside f(x): the answer's value with its letter renamed to the gold's. */
function renamed(goldName: Node, answer: Assignment): Node {
  const to = goldName.kind === "apply" && goldName.args.length === 1 ? goldName.args[0] : undefined;
  const from =
    answer.name.kind === "apply" && answer.name.args.length === 1 ? answer.name.args[0] : undefined;
  if (to?.kind !== "symbol" || from?.kind !== "symbol" || to.name === from.name) return answer.value;
  const rename = (node: Node): Node =>
    node.kind === "symbol"
      ? node.name === from.name
        ? { ...node, name: to.name }
        : node.name === to.name
          ? { ...node, name: `${to.name}'` }
          : node
      : mapChildren(node, rename);
  return rename(answer.value);
}

/** Whether two names are one: the same tree, or the same function of any letter. */
export function sameName(gold: Node, answer: Node, comparison: Comparison): boolean {
  if (gold.kind === "symbol" && answer.kind === "symbol") return gold.name === answer.name;
  if (gold.kind === "apply" && answer.kind === "apply") return gold.name === answer.name;
  if (gold.kind !== answer.kind) return false;
  const count = comparison.leniencies.length;
  const verdict = comparison.compare(gold, answer);
  comparison.leniencies.length = count;
  return verdict.relation === "equal";
}

interface Equation {
  readonly left: Node;
  readonly right: Node;
}

function equationOf(statement: Statement): Equation | null {
  if (statement.kind === "equation") return statement;
  return statement.kind === "assignment" ? { left: statement.name, right: statement.value } : null;
}

function compareEquations(gold: Equation, answer: Equation, comparison: Comparison): Verdict {
  const sides = [gold.left, gold.right, answer.left, answer.right].map((node) =>
    normaliseExpression(node, comparison.fuel),
  );
  const polynomials = sides.map((side) => ("polynomial" in side ? side.polynomial : null));
  const [a, b, c, d] = polynomials;
  if (!a || !b || !c || !d) {
    return combine("equation", [
      comparison.compare(gold.left, answer.left),
      comparison.compare(gold.right, answer.right),
    ]);
  }
  const left = clearDenominators(subtractPolynomial(a, b), comparison);
  const right = clearDenominators(subtractPolynomial(c, d), comparison);
  if (left.terms.size === 0 || right.terms.size === 0) {
    // 0 = 0 says nothing: only the same sides are the same equation.
    return left.terms.size === right.terms.size && polynomialKey(a) === polynomialKey(c)
      ? equal("equation", { identity: true })
      : different("equation", { identity: left.terms.size === 0 ? "gold" : "answer" });
  }
  const goldForm = primitive(left);
  const answerForm = primitive(right);
  if (goldForm === answerForm) return equal("equation", { form: goldForm.slice(0, 120) });
  return compareProportion(left, right, comparison);
}

function primitive(polynomial: Polynomial): string {
  const content = contentOf(polynomial);
  const sign = leadsNegative(polynomial) ? -1n : 1n;
  return polynomialKey(
    scalePolynomial(polynomial, { numerator: sign * content.denominator, denominator: content.numerator }),
  );
}

/** The polynomial times every factor that stands below a line. */
export function clearDenominators(polynomial: Polynomial, comparison: Comparison): Polynomial {
  const least = new Map<string, Factor>();
  for (const term of polynomial.terms.values()) {
    for (const factor of term.factors) {
      const known = least.get(factor.atom.key);
      if (
        factor.exponent.numerator < 0n &&
        isInteger(factor.exponent) &&
        (known === undefined || factor.exponent.numerator < known.exponent.numerator)
      )
        least.set(factor.atom.key, factor);
    }
  }
  if (least.size === 0) return polynomial;
  let multiplier: Polynomial = ONE_POLYNOMIAL;
  for (const { atom, exponent } of least.values()) {
    multiplier = multiplyPolynomial(
      multiplier,
      termPolynomial(rational(1n), [{ atom, exponent: { numerator: -exponent.numerator, denominator: 1n } }]),
      comparison.fuel,
    );
  }
  return multiplyPolynomial(polynomial, multiplier, comparison.fuel);
}

/** Whether two forms have a constant quotient: cross products at two points. */
function compareProportion(gold: Polynomial, answer: Polynomial, comparison: Comparison): Verdict {
  const symbols = symbolsOf([gold, answer]);
  const seed = [polynomialKey(gold), polynomialKey(answer)].sort().join("~");
  const precision = 320;
  let reference: { readonly gold: ComplexBall; readonly answer: ComplexBall } | null = null;
  let agreed = 0;
  for (let round = 0; round < 8; round++) {
    const point = new Map<string, ComplexBall>();
    for (const symbol of symbols) {
      const size = rational(BigInt((hashText(seed + symbol, round * 31 + 7) & 0xfffff) + 100_000), 300_007n);
      point.set(symbol, {
        re: ballFromRational(
          round % 2 === 1 ? { numerator: -size.numerator, denominator: size.denominator } : size,
          precision,
        ),
        im: null,
      });
    }
    const at = createEvaluation(precision, point, false, comparison.fuel);
    const left = evaluate(gold, at);
    const right = left === null ? null : evaluate(answer, at);
    if (left === null || right === null || holdsZeroComplex(left)) continue;
    if (reference === null) {
      reference = { gold: left, answer: right };
      continue;
    }
    const cross = addComplex(
      multiplyComplex(left, reference.answer, precision),
      negateComplex(multiplyComplex(right, reference.gold, precision)),
      precision,
    );
    if (!holdsZeroComplex(cross)) return different("proportion", { point: round });
    agreed++;
  }
  return agreed >= 3
    ? equal("proportion", { pointsAgreed: agreed, bits: precision })
    : undecided("the equations could not be compared at enough points");
}

const OPPOSITE: Readonly<Partial<Record<RelationOperator, RelationOperator>>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function compareInequalities(
  gold: Statement & { readonly kind: "inequality" },
  answer: Statement & { readonly kind: "inequality" },
  comparison: Comparison,
): Verdict {
  const left = ascending(gold);
  const right = ascending(answer);
  if (left.operands.length !== right.operands.length)
    return different("inequality", { goldParts: left.operands.length, answerParts: right.operands.length });
  if (left.operands.length > 2) {
    if (left.operators.join() !== right.operators.join())
      return different("inequality", { gold: left.operators.join(" "), answer: right.operators.join(" ") });
    return combine(
      "inequality",
      left.operands.map((operand, index) => comparison.compare(operand, right.operands[index] ?? operand)),
    );
  }
  const a = sideDifference(left.operands, comparison);
  const b = sideDifference(right.operands, comparison);
  if (a === null || b === null)
    return combine(
      "inequality",
      left.operands.map((operand, index) => comparison.compare(operand, right.operands[index] ?? operand)),
    );
  if (left.operators[0] !== right.operators[0])
    return different("inequality", { gold: left.operators[0] ?? "", answer: right.operators[0] ?? "" });
  const unsigned = left.operators[0] === "!=";
  const form = (polynomial: Polynomial): string => {
    const content = contentOf(polynomial);
    return unsigned
      ? primitive(polynomial)
      : polynomialKey(
          scalePolynomial(polynomial, { numerator: content.denominator, denominator: content.numerator }),
        );
  };
  return form(a) === form(b)
    ? equal("inequality", { form: form(a).slice(0, 120) })
    : different("inequality", { gold: form(a).slice(0, 80), answer: form(b).slice(0, 80) });
}

function sideDifference(operands: readonly Node[], comparison: Comparison): Polynomial | null {
  const [low, high] = operands.map((operand) => normaliseExpression(operand, comparison.fuel));
  return low !== undefined && high !== undefined && "polynomial" in low && "polynomial" in high
    ? subtractPolynomial(high.polynomial, low.polynomial)
    : null;
}

/** The same chain with the signs turned to < and <=. */
function ascending(statement: Statement & { readonly kind: "inequality" }): {
  readonly operands: readonly Node[];
  readonly operators: readonly RelationOperator[];
} {
  if (!statement.operators.some((operator) => operator === ">" || operator === ">=")) return statement;
  return {
    operands: [...statement.operands].reverse(),
    operators: statement.operators.map((operator) => OPPOSITE[operator] ?? operator).reverse(),
  };
}

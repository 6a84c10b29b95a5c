/**
 * Trees to polynomials: the normal form of an expression.
 * Decision: only identities that hold for every value where both sides are defined (or for all real values of the
 * variables) are applied, so that equal forms prove equality. Odd roots of negative reals are real, as school answers
 * mean them. What has no rule becomes an opaque atom named by its normalised parts. Tables of rules live in
 * trigonometry.ts, calls.ts and folds.ts; this file walks.
 */
import { type ApplyNode, type Node, numberNode } from "../ast/node.ts";
import { ONE, rational } from "../exact/rational.ts";
import { type Fuel, spend } from "../fuel.ts";
import { normaliseCall } from "./calls.ts";
import { type Context, opaque, symbolAtom } from "./context.ts";
import { differentiate } from "./differentiate.ts";
import { normaliseFold, normaliseIntegral, normaliseLimit } from "./folds.ts";
import { determinant, matrixOf } from "./matrix.ts";
import { E_ATOM, I_ATOM, multiplyPolynomial, PI_ATOM, powerPolynomial } from "./multiply.ts";
import { NoValue } from "./noValue.ts";
import {
  addAll,
  atomPolynomial,
  constantPolynomial,
  MINUS_ONE,
  ONE_POLYNOMIAL,
  type Polynomial,
  polynomialKey,
  rationalOf,
  scalePolynomial,
  termPolynomial,
} from "./polynomial.ts";
import { dividePolynomial, power } from "./powers.ts";

/** A fresh context for one expression. */
export function createContext(fuel: Fuel, positive = false): Context {
  return { fuel, positive, bound: new Map(), angle: false, walk: normalise };
}

/** The normal form; throws NoValue where there is none and OutOfFuel. */
export function normalise(node: Node, context: Context): Polynomial {
  const { fuel } = context;
  spend(fuel, 2);
  switch (node.kind) {
    case "number":
      return constantPolynomial(node.value);
    case "based":
      if (node.value === null) throw new NoValue("undefined", "a digit outside its base");
      return constantPolynomial(node.value);
    case "symbol":
      return context.bound.get(node.name) ?? atomPolynomial(symbolAtom(node.name, context.positive));
    case "constant":
      switch (node.name) {
        case "pi":
          return atomPolynomial(PI_ATOM);
        case "e":
          return context.bound.get("e") ?? atomPolynomial(E_ATOM);
        case "i":
          return context.bound.get("i") ?? atomPolynomial(I_ATOM);
        case "infinity":
          return atomPolynomial({ key: "%inf", kind: "opaque", positive: true });
      }
      break;
    case "add":
      return determinate(
        node.terms.map((term) => normalise(term, context)),
        (parts) => addAll(parts, fuel),
      );
    case "negate":
      return scalePolynomial(normalise(node.operand, context), MINUS_ONE);
    case "multiply":
      return determinate(
        node.factors.map((factor) => normalise(factor, context)),
        (parts) => productOf(parts, fuel),
      );
    case "divide": {
      const numerator = normalise(node.numerator, context);
      const denominator = normalise(node.denominator, context);
      return determinate([numerator, denominator], () => dividePolynomial(numerator, denominator, fuel));
    }
    case "percent":
      return scalePolynomial(normalise(node.operand, context), rational(1n, 100n));
    case "quantity": {
      const value = normalise(node.value, context);
      if (node.unit === "degree" && context.angle) {
        return multiplyPolynomial(
          value,
          termPolynomial(rational(1n, 180n), [{ atom: PI_ATOM, exponent: ONE }]),
          fuel,
        );
      }
      return value;
    }
    case "power":
      return power(normalise(node.base, context), normalise(node.exponent, context), fuel);
    case "root": {
      const index = normalise(node.index, context);
      const value = rationalOf(index);
      if (value !== null && value.numerator === 0n) throw new NoValue("undefined", "a zeroth root");
      return power(normalise(node.radicand, context), dividePolynomial(ONE_POLYNOMIAL, index, fuel), fuel);
    }
    case "call":
      if (node.name === "det" && node.args[0] !== undefined) {
        const matrix = matrixOf(node.args[0], context);
        if (matrix !== null) return determinant(matrix, fuel);
      }
      return normaliseCall(node.name, node.args, context);
    case "apply": {
      const special = namedFunction(node, context);
      if (special !== null) return special;
      return opaque(
        `@${node.name}`,
        node.args.map((arg) => normaliseArgument(arg, context)),
      );
    }
    case "derivative": {
      let body: Node | null =
        node.body.kind === "bracket" && node.body.items.length === 1 && node.body.items[0] !== undefined
          ? node.body.items[0]
          : node.body;
      for (let order = 0; order < Math.min(node.order, 6) && body !== null; order++)
        body = differentiate(body, node.variable, fuel);
      if (body !== null && node.order <= 6) return normalise(body, context);
      return opaque(`@d${node.order}/d${node.variable}`, [normalise(node.body, context)]);
    }
    case "fold":
      return normaliseFold(node, context);
    case "integral":
      return normaliseIntegral(node, context);
    case "limit":
      return normaliseLimit(node, context);
    case "bracket":
    case "set": {
      const [only] = node.items;
      if (node.items.length === 1 && only !== undefined) return normalise(only, context);
      throw new NoValue("shape", "a list is no expression");
    }
    case "ratio": {
      const [first, second] = node.parts;
      if (first === undefined || second === undefined || node.parts.length !== 2)
        throw new NoValue("shape", "a ratio of several parts");
      return dividePolynomial(normalise(first, context), normalise(second, context), fuel);
    }
    case "text":
      if (/^[A-Za-z]+$/u.test(node.text))
        return context.bound.get(node.text) ?? atomPolynomial(symbolAtom(node.text));
      throw new NoValue("shape", "words are no expression");
    case "ellipsis":
      return atomPolynomial({ key: "%dots", kind: "opaque", positive: false });
    default:
      throw new NoValue("shape", `${node.kind} is no expression`);
  }
}

/** Infinity that cancels out, as in infinity - infinity or 0 times infinity, has no value. */
function determinate(
  parts: readonly Polynomial[],
  combine: (parts: readonly Polynomial[]) => Polynomial,
): Polynomial {
  const result = combine(parts);
  if (parts.some(holdsInfinity) && !holdsInfinity(result))
    throw new NoValue("undefined", "infinities that cancel");
  return result;
}

function holdsInfinity(polynomial: Polynomial): boolean {
  return [...polynomial.terms.keys()].some((key) => key.includes("%inf"));
}

/** Arguments of unknown functions may be anything; what has no value is named by its kind. */
function normaliseArgument(node: Node, context: Context): Polynomial {
  if (node.kind === "relation") {
    return opaque(
      `rel${node.operators.join(",")}`,
      node.operands.map((operand) => normaliseArgument(operand, context)),
    );
  }
  if (node.kind === "list" || node.kind === "setOperation") {
    const parts = node.kind === "list" ? node.items : node.operands;
    return opaque(
      node.kind === "list" ? "list" : node.operator,
      parts.map((part) => normaliseArgument(part, context)),
    );
  }
  return normalise(node, context);
}

/** Functions with a name of their own that look like unknown ones: Gamma(x), zeta(s). */
function namedFunction(node: ApplyNode, context: Context): Polynomial | null {
  const [arg] = node.args;
  if (arg === undefined || node.args.length !== 1) return null;
  const span = node.span;
  if (node.name === "Gamma") {
    const shifted: Node = {
      kind: "add",
      terms: [arg, { kind: "negate", operand: numberNode(ONE), span }],
      span,
    };
    return normalise({ kind: "call", name: "factorial", args: [shifted], span }, context);
  }
  if (node.name !== "zeta") return null;
  const index: Node = { kind: "symbol", name: "k", span };
  const term: Node = { kind: "power", base: index, exponent: { kind: "negate", operand: arg, span }, span };
  const upper: Node = { kind: "constant", name: "infinity", span };
  return normalise(
    { kind: "fold", operation: "sum", variable: "k", lower: numberNode(ONE), upper, body: term, span },
    context,
  );
}

/** A product; equal sums among the factors are counted first, so that (x + 1)(x + 1)... is a power. */
function productOf(factors: readonly Polynomial[], fuel: Fuel): Polynomial {
  if (factors.length < 4) return factors.reduce((a, b) => multiplyPolynomial(a, b, fuel));
  const counted = new Map<string, { readonly factor: Polynomial; count: number }>();
  for (const factor of factors) {
    const key = polynomialKey(factor);
    const known = counted.get(key);
    if (known === undefined) counted.set(key, { factor, count: 1 });
    else known.count++;
  }
  let product: Polynomial = ONE_POLYNOMIAL;
  for (const { factor, count } of counted.values())
    product = multiplyPolynomial(product, powerPolynomial(factor, count, fuel), fuel);
  return product;
}

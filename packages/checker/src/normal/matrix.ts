/** Matrices of polynomials: sums, products, scalar multiples, powers, transposes, determinants. */
import type { Node } from "../ast/node.ts";
import { isInteger } from "../exact/rational.ts";
import { type Fuel, spend } from "../fuel.ts";
import type { Context } from "./context.ts";
import { multiplyPolynomial, powerPolynomial } from "./multiply.ts";
import { NoValue } from "./noValue.ts";
import {
  addPolynomial,
  atomPolynomial,
  MINUS_ONE,
  ONE_POLYNOMIAL,
  type Polynomial,
  polynomialKey,
  rationalOf,
  scalePolynomial,
  subtractPolynomial,
  ZERO_POLYNOMIAL,
} from "./polynomial.ts";
import { dividePolynomial } from "./powers.ts";

export type Matrix = readonly (readonly Polynomial[])[];

/** The value of a matrix expression; null where the tree is none or the sizes do not fit. */
export function matrixOf(node: Node, context: Context): Matrix | null {
  switch (node.kind) {
    case "matrix": {
      const width = node.rows[0]?.length ?? 0;
      if (node.rows.some((row) => row.length !== width)) return null;
      return node.rows.map((row) => row.map((cell) => context.walk(cell, context)));
    }
    case "bracket": {
      const [only] = node.items;
      return node.items.length === 1 && only !== undefined ? matrixOf(only, context) : null;
    }
    case "add": {
      const parts = node.terms.map((term) => matrixOf(term, context));
      let sum: Matrix | null = parts[0] ?? null;
      for (const part of parts.slice(1)) {
        if (sum === null || part === null || !sameSize(sum, part)) return null;
        const other = part;
        sum = sum.map((row, i) =>
          row.map((cell, j) => addPolynomial(cell, other[i]?.[j] ?? ZERO_POLYNOMIAL)),
        );
      }
      return sum;
    }
    case "negate": {
      const inner = matrixOf(node.operand, context);
      return inner === null
        ? null
        : scaleMatrix(inner, { terms: scalePolynomial(ONE_POLYNOMIAL, MINUS_ONE).terms }, context.fuel);
    }
    case "multiply": {
      if (!node.factors.some(holdsMatrix)) return null;
      let product: Matrix | null = null;
      let scalar: Polynomial = ONE_POLYNOMIAL;
      for (const factor of node.factors) {
        if (!holdsMatrix(factor)) {
          scalar = multiplyPolynomial(scalar, context.walk(factor, context), context.fuel);
          continue;
        }
        const next = matrixOf(factor, context);
        if (next === null) return null;
        product = product === null ? next : multiplyMatrix(product, next, context.fuel);
        if (product === null) return null;
      }
      return product === null ? null : scaleMatrix(product, scalar, context.fuel);
    }
    case "divide": {
      if (holdsMatrix(node.denominator)) return null;
      const top = matrixOf(node.numerator, context);
      return top === null
        ? null
        : scaleMatrix(
            top,
            dividePolynomial(ONE_POLYNOMIAL, context.walk(node.denominator, context), context.fuel),
            context.fuel,
          );
    }
    case "power": {
      const base = matrixOf(node.base, context);
      if (base === null) return null;
      if (node.exponent.kind === "symbol" && node.exponent.name === "T") return transpose(base);
      const exponent = rationalOf(context.walk(node.exponent, context));
      if (
        exponent === null ||
        !isInteger(exponent) ||
        exponent.numerator < -8n ||
        exponent.numerator > 64n ||
        base.length !== base[0]?.length
      )
        return null;
      let count = Number(exponent.numerator);
      let factor: Matrix | null = count < 0 ? inverse(base, context.fuel) : base;
      count = Math.abs(count);
      let result: Matrix | null = identity(base.length);
      for (; count > 0 && factor !== null && result !== null; count--)
        result = multiplyMatrix(result, factor, context.fuel);
      factor = null;
      return result;
    }
    case "apply":
      return node.name === "^\\top" && node.args[0] !== undefined
        ? mapNullable(matrixOf(node.args[0], context), transpose)
        : null;
    default:
      return null;
  }
}

function mapNullable(matrix: Matrix | null, change: (matrix: Matrix) => Matrix): Matrix | null {
  return matrix === null ? null : change(matrix);
}

/** Whether a matrix occurs in an arithmetic expression. */
export function holdsMatrix(node: Node): boolean {
  switch (node.kind) {
    case "matrix":
      return true;
    case "bracket":
      return node.items.length === 1 && node.items.some(holdsMatrix);
    case "add":
      return node.terms.some(holdsMatrix);
    case "multiply":
      return node.factors.some(holdsMatrix);
    case "negate":
      return holdsMatrix(node.operand);
    case "divide":
      return holdsMatrix(node.numerator);
    case "power":
      return holdsMatrix(node.base);
    case "apply":
      return node.name.startsWith("^") && node.args.some(holdsMatrix);
    default:
      return false;
  }
}

function sameSize(a: Matrix, b: Matrix): boolean {
  return a.length === b.length && a[0]?.length === b[0]?.length;
}

function scaleMatrix(a: Matrix, by: Polynomial, fuel: Fuel): Matrix {
  return a.map((row) => row.map((cell) => multiplyPolynomial(cell, by, fuel)));
}

function multiplyMatrix(a: Matrix, b: Matrix, fuel: Fuel): Matrix | null {
  if (a[0]?.length !== b.length) return null;
  const width = b[0]?.length ?? 0;
  return a.map((row) =>
    Array.from({ length: width }, (_, j) =>
      row.reduce<Polynomial>(
        (sum, cell, k) => addPolynomial(sum, multiplyPolynomial(cell, b[k]?.[j] ?? ZERO_POLYNOMIAL, fuel)),
        ZERO_POLYNOMIAL,
      ),
    ),
  );
}

export function transpose(a: Matrix): Matrix {
  const width = a[0]?.length ?? 0;
  return Array.from({ length: width }, (_, j) => a.map((row) => row[j] ?? ZERO_POLYNOMIAL));
}

function identity(size: number): Matrix {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_unused, j) => (i === j ? ONE_POLYNOMIAL : ZERO_POLYNOMIAL)),
  );
}

/** The determinant: expanded up to size 5, an opaque atom of its entries beyond, unless all entries are numbers. */
export function determinant(a: Matrix, fuel: Fuel): Polynomial {
  const size = a.length;
  if (size !== a[0]?.length) throw new NoValue("undefined", "the determinant of a matrix that is not square");
  spend(fuel, size ** 3);
  const numeric = a.every((row) => row.every((cell) => rationalOf(cell) !== null));
  if (size > 5 && !numeric) {
    const parts = a.flat();
    return atomPolynomial({
      key: `det(${parts.map(polynomialKey).join(";")})`,
      kind: "opaque",
      name: "det",
      args: parts,
      positive: false,
    });
  }
  if (!numeric || size <= 3) return expand(a, fuel);
  return eliminate(a, fuel);
}

function expand(a: Matrix, fuel: Fuel): Polynomial {
  const [first, ...rest] = a;
  if (first === undefined) return ONE_POLYNOMIAL;
  let sum: Polynomial = ZERO_POLYNOMIAL;
  for (const [column, cell] of first.entries()) {
    if (cell.terms.size === 0) continue;
    const minor = rest.map((row) => row.filter((_, j) => j !== column));
    const part = multiplyPolynomial(cell, expand(minor, fuel), fuel);
    sum = column % 2 === 0 ? addPolynomial(sum, part) : subtractPolynomial(sum, part);
  }
  return sum;
}

function eliminate(a: Matrix, fuel: Fuel): Polynomial {
  const rows = a.map((row) => [...row]);
  let result: Polynomial = ONE_POLYNOMIAL;
  for (let k = 0; k < rows.length; k++) {
    const pivotRow = rows.findIndex((row, i) => i >= k && (row[k]?.terms.size ?? 0) > 0);
    if (pivotRow < 0) return ZERO_POLYNOMIAL;
    if (pivotRow !== k) {
      [rows[k], rows[pivotRow]] = [rows[pivotRow] ?? [], rows[k] ?? []];
      result = scalePolynomial(result, MINUS_ONE);
    }
    const pivot = rows[k]?.[k] ?? ONE_POLYNOMIAL;
    result = multiplyPolynomial(result, pivot, fuel);
    const inversePivot = powerPolynomial(pivot, -1, fuel);
    for (let i = k + 1; i < rows.length; i++) {
      const factor = multiplyPolynomial(rows[i]?.[k] ?? ZERO_POLYNOMIAL, inversePivot, fuel);
      rows[i] = (rows[i] ?? []).map((cell, j) =>
        subtractPolynomial(cell, multiplyPolynomial(factor, rows[k]?.[j] ?? ZERO_POLYNOMIAL, fuel)),
      );
    }
  }
  return result;
}

function inverse(a: Matrix, fuel: Fuel): Matrix | null {
  if (a.length > 4) return null;
  const value = determinant(a, fuel);
  if (value.terms.size === 0) return null;
  const cofactors = a.map((_, i) =>
    a.map((_row, j) => {
      const minor = a.filter((_r, k) => k !== i).map((row) => row.filter((_c, k) => k !== j));
      const part = minor.length === 0 ? ONE_POLYNOMIAL : determinant(minor, fuel);
      return dividePolynomial((i + j) % 2 === 0 ? part : scalePolynomial(part, MINUS_ONE), value, fuel);
    }),
  );
  return transpose(cofactors);
}

/** gcd and lcm over a common denominator, and residues of towers by Euler's theorem. */
import type { Node } from "../ast/node.ts";
import { powerMod, totient } from "../exact/factor.ts";
import { gcd, isInteger, rational } from "../exact/rational.ts";
import { spend } from "../fuel.ts";
import { type Context, opaque } from "./context.ts";
import { constantPolynomial, type Polynomial, polynomialKey, rationalOf } from "./polynomial.ts";

export function commonDivisor(name: string, args: readonly Polynomial[]): Polynomial {
  const values = args.map(rationalOf);
  const numbers = values.filter((value) => value !== null);
  if (numbers.length !== values.length || numbers.length === 0)
    return opaque(
      name,
      [...args].sort((a, b) => (polynomialKey(a) < polynomialKey(b) ? -1 : 1)),
    );
  // Over a common denominator, gcd and lcm are those of the numerators.
  const denominator = numbers.reduce(
    (all, value) => (all / gcd(all, value.denominator)) * value.denominator,
    1n,
  );
  const tops = numbers.map((value) => value.numerator * (denominator / value.denominator));
  const result = tops.reduce((a, b) => {
    const divisor = gcd(a, b);
    if (name === "gcd") return divisor;
    const product = a === 0n || b === 0n ? 0n : (a / divisor) * b;
    return product < 0n ? -product : product;
  });
  return constantPolynomial(rational(result < 0n ? -result : result, denominator));
}

/** a^b mod m for towers of integers: by powers, and by Euler's theorem for exponents that cannot be written out. */
export function modTower(nodes: readonly Node[], context: Context): Polynomial | null {
  const [left, right] = nodes;
  if (left === undefined || right === undefined) return null;
  const modulus = rationalOf(context.walk(right, context));
  if (modulus === null || !isInteger(modulus) || modulus.numerator <= 1n || modulus.numerator > 1n << 64n)
    return null;
  const rest = residue(left, modulus.numerator, context, 0);
  return rest === null ? null : constantPolynomial(rational(rest));
}

function residue(node: Node, modulus: bigint, context: Context, depth: number): bigint | null {
  spend(context.fuel, 10);
  if (depth > 60) return null;
  switch (node.kind) {
    case "number":
      return isInteger(node.value) ? ((node.value.numerator % modulus) + modulus) % modulus : null;
    case "negate": {
      const inner = residue(node.operand, modulus, context, depth + 1);
      return inner === null ? null : (modulus - inner) % modulus;
    }
    case "add":
    case "multiply": {
      const parts = (node.kind === "add" ? node.terms : node.factors).map((part) =>
        residue(part, modulus, context, depth + 1),
      );
      let result = node.kind === "add" ? 0n : 1n;
      for (const part of parts) {
        if (part === null) return null;
        result = (node.kind === "add" ? result + part : result * part) % modulus;
      }
      return result;
    }
    case "power": {
      const base = residue(node.base, modulus, context, depth + 1);
      if (base === null) return null;
      const exponent =
        node.exponent.kind === "number" && isInteger(node.exponent.value)
          ? node.exponent.value.numerator
          : null;
      if (exponent !== null) return exponent < 0n ? null : powerMod(base, exponent, modulus);
      if (!isLargeTower(node.exponent)) return null;
      const order = totient(modulus);
      if (order === null) return null;
      const reduced = residue(node.exponent, order, context, depth + 1);
      // For exponents of at least log2(m), a^e = a^(e mod phi + phi).
      return reduced === null ? null : powerMod(base, reduced + order, modulus);
    }
    default:
      return null;
  }
}

/** Whether an exponent is a power of integers that is surely larger than 64. */
function isLargeTower(node: Node): boolean {
  if (
    node.kind !== "power" ||
    node.base.kind !== "number" ||
    !isInteger(node.base.value) ||
    node.base.value.numerator < 2n
  )
    return false;
  if (node.exponent.kind === "number")
    return isInteger(node.exponent.value) && node.exponent.value.numerator >= 7n;
  return isLargeTower(node.exponent);
}

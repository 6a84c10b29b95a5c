/**
 * Random expressions that can be printed for the checker (LaTeX or plain text) and for the oracle (Python).
 *
 * Decision: trees, not texts, so that both printings come from one source. Every tree has a real value at every
 * positive point: roots and logarithms get arguments that are positive by construction.
 */
import type { Random } from "./random.ts";

export type Tree =
  | { readonly op: "number"; readonly p: number; readonly q: number }
  | { readonly op: "name"; readonly name: "pi" | "e" | "x" | "y" }
  | { readonly op: "add" | "subtract" | "multiply" | "divide"; readonly a: Tree; readonly b: Tree }
  | { readonly op: "power"; readonly a: Tree; readonly n: number }
  | { readonly op: "call"; readonly f: "sqrt" | "sin" | "cos" | "exp" | "ln"; readonly a: Tree };

export interface TreeOptions {
  readonly variables: boolean;
  readonly depth: number;
}

export function number(p: number, q = 1): Tree {
  return { op: "number", p, q };
}

/** A tree with a real value at every positive x and y. */
export function randomTree(random: Random, { variables, depth }: TreeOptions): Tree {
  if (depth <= 0 || random.chance(0.15)) return randomLeaf(random, variables);
  const deeper = { variables, depth: depth - 1 };
  switch (
    random.pick(["add", "add", "subtract", "multiply", "multiply", "divide", "power", "call", "call"])
  ) {
    case "add":
      return { op: "add", a: randomTree(random, deeper), b: randomTree(random, deeper) };
    case "subtract":
      return { op: "subtract", a: randomTree(random, deeper), b: randomTree(random, deeper) };
    case "multiply":
      return { op: "multiply", a: randomTree(random, deeper), b: randomTree(random, deeper) };
    case "divide":
      return { op: "divide", a: randomTree(random, deeper), b: positiveTree(random, deeper) };
    case "power":
      return { op: "power", a: randomTree(random, deeper), n: random.integer(2, 4) };
    case "call": {
      const f = random.pick(["sqrt", "sqrt", "sin", "cos", "exp", "ln"]);
      const a =
        f === "sqrt" || f === "ln"
          ? positiveTree(random, deeper)
          : randomTree(random, { variables, depth: Math.min(1, depth - 1) });
      return { op: "call", f, a };
    }
  }
}

/** A tree whose value is positive at every positive point. */
export function positiveTree(random: Random, { variables, depth }: TreeOptions): Tree {
  if (depth <= 0 || random.chance(0.3)) {
    return random.chance(0.3) && variables
      ? { op: "name", name: random.pick(["x", "y"]) }
      : number(random.integer(2, 19));
  }
  const deeper = { variables, depth: depth - 1 };
  if (random.chance(0.5))
    return { op: "add", a: positiveTree(random, deeper), b: positiveTree(random, deeper) };
  if (random.chance(0.5))
    return { op: "multiply", a: positiveTree(random, deeper), b: positiveTree(random, deeper) };
  return { op: "call", f: "sqrt", a: positiveTree(random, deeper) };
}

function randomLeaf(random: Random, variables: boolean): Tree {
  const kind = random.next();
  if (kind < 0.4) return number(random.integer(-12, 24));
  if (kind < 0.55) return number(random.integer(-20, 20), random.integer(2, 12));
  if (kind < 0.7) return { op: "call", f: "sqrt", a: number(random.integer(2, 30)) };
  if (kind < 0.85 || !variables) return { op: "name", name: random.pick(["pi", "pi", "e"]) };
  return { op: "name", name: random.pick(["x", "x", "y"]) };
}

/** Fully bracketed where that matters, as a careful model writes. */
export function toLatex(tree: Tree): string {
  switch (tree.op) {
    case "number":
      return tree.q === 1
        ? bracketNegative(String(tree.p))
        : bracketNegative(`${tree.p < 0 ? "-" : ""}\\frac{${Math.abs(tree.p)}}{${tree.q}}`);
    case "name":
      return tree.name === "pi" ? "\\pi" : tree.name;
    case "add":
      return `(${toLatex(tree.a)} + ${toLatex(tree.b)})`;
    case "subtract":
      return `(${toLatex(tree.a)} - ${toLatex(tree.b)})`;
    case "multiply":
      return `${toLatex(tree.a)} \\cdot ${toLatex(tree.b)}`;
    case "divide":
      return `\\frac{${toLatex(tree.a)}}{${toLatex(tree.b)}}`;
    case "power":
      return `\\left(${toLatex(tree.a)}\\right)^{${tree.n}}`;
    case "call":
      if (tree.f === "sqrt") return `\\sqrt{${toLatex(tree.a)}}`;
      return tree.f === "exp" ? `e^{${toLatex(tree.a)}}` : `\\${tree.f}\\left(${toLatex(tree.a)}\\right)`;
  }
}

/** Plain text, as in `2*sqrt(3)/(x+1)`. */
export function toPlain(tree: Tree): string {
  switch (tree.op) {
    case "number":
      return tree.q === 1 ? bracketNegative(String(tree.p)) : `(${tree.p}/${tree.q})`;
    case "name":
      return tree.name;
    case "add":
      return `(${toPlain(tree.a)} + ${toPlain(tree.b)})`;
    case "subtract":
      return `(${toPlain(tree.a)} - ${toPlain(tree.b)})`;
    case "multiply":
      return `${toPlain(tree.a)}*${toPlain(tree.b)}`;
    case "divide":
      return `((${toPlain(tree.a)})/(${toPlain(tree.b)}))`;
    case "power":
      return `(${toPlain(tree.a)})^${tree.n}`;
    case "call":
      return tree.f === "exp" ? `e^(${toPlain(tree.a)})` : `${tree.f}(${toPlain(tree.a)})`;
  }
}

/** For the oracle: names of SymPy, exact rationals. */
export function toPython(tree: Tree): string {
  switch (tree.op) {
    case "number":
      return `Rational(${tree.p},${tree.q})`;
    case "name":
      return tree.name === "e" ? "E" : tree.name;
    case "add":
      return `(${toPython(tree.a)}+${toPython(tree.b)})`;
    case "subtract":
      return `(${toPython(tree.a)}-${toPython(tree.b)})`;
    case "multiply":
      return `(${toPython(tree.a)}*${toPython(tree.b)})`;
    case "divide":
      return `(${toPython(tree.a)}/${toPython(tree.b)})`;
    case "power":
      return `(${toPython(tree.a)}**${tree.n})`;
    case "call":
      return `${tree.f === "ln" ? "log" : tree.f}(${toPython(tree.a)})`;
  }
}

function bracketNegative(text: string): string {
  return text.startsWith("-") ? `(${text})` : text;
}

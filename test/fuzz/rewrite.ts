/** Trees rewritten so that the value stays (`rewrite`) or, as a rule, changes (`perturb`). */
import type { Random } from "./random.ts";
import { number, type Tree } from "./tree.ts";

/** The same value in another form: each node is rewritten by one of the rules that fit it, or left. */
export function rewrite(tree: Tree, random: Random): Tree {
  switch (tree.op) {
    case "number":
      return rewriteNumber(tree.p, tree.q, random);
    case "name":
      return random.chance(0.1) ? { op: "multiply", a: number(1), b: tree } : tree;
    case "add": {
      const [a, b] = [rewrite(tree.a, random), rewrite(tree.b, random)];
      if (random.chance(0.5)) return { op: "add", a: b, b: a };
      return random.chance(0.3)
        ? { op: "subtract", a, b: { op: "multiply", a: number(-1), b } }
        : { op: "add", a, b };
    }
    case "subtract": {
      const [a, b] = [rewrite(tree.a, random), rewrite(tree.b, random)];
      return random.chance(0.4)
        ? { op: "multiply", a: number(-1), b: { op: "subtract", a: b, b: a } }
        : { op: "subtract", a, b };
    }
    case "multiply": {
      const [a, b] = [rewrite(tree.a, random), rewrite(tree.b, random)];
      if (b.op === "add" && random.chance(0.6)) return distribute(a, b);
      return random.chance(0.5) ? { op: "multiply", a: b, b: a } : { op: "multiply", a, b };
    }
    case "divide": {
      const [a, b] = [rewrite(tree.a, random), rewrite(tree.b, random)];
      return random.chance(0.4)
        ? { op: "multiply", a, b: { op: "divide", a: number(1), b } }
        : { op: "divide", a, b };
    }
    case "power": {
      const a = rewrite(tree.a, random);
      if (random.chance(0.4)) return { op: "power", a, n: tree.n };
      let product: Tree = a;
      for (let i = 1; i < tree.n; i += 1) product = { op: "multiply", a: product, b: a };
      return product;
    }
    case "call":
      return rewriteCall(tree.f, rewrite(tree.a, random), random);
  }
}

function rewriteNumber(p: number, q: number, random: Random): Tree {
  if (random.chance(0.6)) return number(p, q);
  const k = random.integer(2, 5);
  return random.chance(0.5) ? number(p * k, q * k) : { op: "add", a: number(p - k * q, q), b: number(k) };
}

function rewriteCall(f: "sqrt" | "sin" | "cos" | "exp" | "ln", a: Tree, random: Random): Tree {
  const call: Tree = { op: "call", f, a };
  if (random.chance(0.5)) return call;
  switch (f) {
    case "sqrt":
      return { op: "divide", a, b: call };
    case "exp":
      return { op: "power", a: { op: "call", f: "exp", a: { op: "divide", a, b: number(2) } }, n: 2 };
    case "ln":
      return { op: "multiply", a: number(2), b: { op: "call", f: "ln", a: { op: "call", f: "sqrt", a } } };
    case "sin": {
      const half: Tree = { op: "divide", a, b: number(2) };
      const product: Tree = {
        op: "multiply",
        a: { op: "call", f: "sin", a: half },
        b: { op: "call", f: "cos", a: half },
      };
      return { op: "multiply", a: number(2), b: product };
    }
    case "cos": {
      const half: Tree = { op: "divide", a, b: number(2) };
      const square: Tree = { op: "power", a: { op: "call", f: "sin", a: half }, n: 2 };
      return { op: "subtract", a: number(1), b: { op: "multiply", a: number(2), b: square } };
    }
  }
}

function distribute(a: Tree, sum: { readonly a: Tree; readonly b: Tree }): Tree {
  return { op: "add", a: { op: "multiply", a, b: sum.a }, b: { op: "multiply", a, b: sum.b } };
}

/** One leaf or sign changed. The value may still be the same (0 times the leaf): the oracle says. */
export function perturb(tree: Tree, random: Random): Tree {
  switch (tree.op) {
    case "number":
      return random.chance(0.5) ? number(tree.p + random.pick([-1, 1]), tree.q) : number(-tree.p - 1, tree.q);
    case "name":
      return { op: "add", a: tree, b: number(1, random.pick([1, 10, 1000, 1_000_000])) };
    case "power":
      return random.chance(0.3) ? { ...tree, n: tree.n + 1 } : { ...tree, a: perturb(tree.a, random) };
    case "call":
      return random.chance(0.2) && tree.f === "sin"
        ? { ...tree, f: "cos" }
        : { ...tree, a: perturb(tree.a, random) };
    case "subtract":
      if (random.chance(0.2)) return { ...tree, op: "add" };
      return random.chance(0.5)
        ? { ...tree, a: perturb(tree.a, random) }
        : { ...tree, b: perturb(tree.b, random) };
    case "add":
    case "multiply":
      return random.chance(0.5)
        ? { ...tree, a: perturb(tree.a, random) }
        : { ...tree, b: perturb(tree.b, random) };
    case "divide":
      return { ...tree, a: perturb(tree.a, random) };
  }
}

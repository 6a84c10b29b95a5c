/**
 * Pairs of exact forms that differ by construction, without an oracle: a form and the same form moved by a known
 * amount that is not zero. Offsets go from 1 down to 10^-30.
 */
import { type Random, seededRandom } from "./random.ts";
import { positiveTree, randomTree, toLatex, toPlain } from "./tree.ts";

export interface UnequalPair {
  readonly gold: string;
  readonly answer: string;
  readonly rule: string;
}

const BRACKETS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ["(", ")"],
  ["\\{", "\\}"],
  ["", ""],
];

/** @example unequalPairs(1, 1)[0]?.rule // "offset" */
export function unequalPairs(count: number, seed: number): UnequalPair[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => unequalPair(random));
}

function unequalPair(random: Random): UnequalPair {
  const print = random.chance(0.7) ? toLatex : toPlain;
  const k = random.integer(0, 30);
  switch (
    random.pick(["offset", "offset", "factor", "power", "rational", "integer", "collection", "variable"])
  ) {
    case "offset": {
      const form = print(randomTree(random, { variables: false, depth: random.integer(0, 3) }));
      return { gold: form, answer: `${form} ${random.pick(["+", "-"])} 10^{-${k}}`, rule: "offset" };
    }
    case "factor": {
      const form = print(positiveTree(random, { variables: false, depth: random.integer(0, 3) }));
      return { gold: form, answer: `(${form})(1 + 10^{-${k}})`, rule: "factor" };
    }
    case "power": {
      const [base, exponent] = [random.integer(2, 30), random.integer(2, 400)];
      const sign = random.pick(["", "-"]);
      return {
        gold: `${base}^{${sign}${exponent}}`,
        answer: `${base}^{${sign}${exponent + 1}}`,
        rule: "power",
      };
    }
    case "rational": {
      const [p, q] = [random.integer(1, 999), random.integer(2, 999)];
      const answer = random.chance(0.5) ? `\\frac{${p * 10 ** 6 + 1}}{${q * 10 ** 6}}` : `${p + 1}/${q}`;
      return { gold: `\\frac{${p}}{${q}}`, answer, rule: "rational" };
    }
    case "integer": {
      const digits = Array.from({ length: random.integer(1, 40) }, () => random.integer(1, 9)).join("");
      const at = random.integer(0, digits.length - 1);
      const changed = (Number(digits[at]) % 9) + 1;
      return {
        gold: digits,
        answer: `${digits.slice(0, at)}${changed}${digits.slice(at + 1)}`,
        rule: "integer",
      };
    }
    case "collection": {
      const items = Array.from({ length: random.integer(2, 4) }, (_, i) => random.integer(1, 50) + 100 * i);
      const [open, close] = random.pick(BRACKETS);
      const moved = items.map((item, i) => (i === 0 ? `${item} + 10^{-${k}}` : String(item)));
      return {
        gold: `${open}${items.join(", ")}${close}`,
        answer: `${open}${moved.join(", ")}${close}`,
        rule: "collection",
      };
    }
    case "variable": {
      const form = print(randomTree(random, { variables: true, depth: random.integer(1, 2) }));
      return { gold: form, answer: `${form} + 10^{-${k}}`, rule: "variable" };
    }
  }
}

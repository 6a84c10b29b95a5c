/** One check: read both answers, compare, apply the policy. */

import type { Node } from "./ast/node.ts";
import { printNode } from "./ast/print.ts";
import { compareAnswers } from "./compare/compareAnswers.ts";
import { createFuel, DEFAULT_FUEL } from "./fuel.ts";
import { type ParsedAnswer, parseAnswer } from "./parse/parseAnswer.ts";
import type { CheckOptions, CheckResult } from "./result.ts";

const FORM_LIMIT = 200;

/** What a reader calls the shape of a tree. */
export function shapeOf(node: Node): string {
  switch (node.kind) {
    case "number":
      return node.source.decimals === null
        ? node.value.denominator === 1n
          ? "integer"
          : "fraction"
        : "decimal";
    case "add":
    case "multiply":
    case "negate":
    case "divide":
    case "power":
    case "root":
    case "call":
    case "apply":
    case "fold":
    case "integral":
    case "limit":
    case "derivative":
    case "constant":
      return "expression";
    case "bracket":
      return node.items.length === 2 &&
        ((node.open === "(") !== (node.close === ")") ||
          node.items.some((item) => item.kind === "constant" && item.name === "infinity"))
        ? "interval"
        : "tuple";
    case "setOperation":
    case "setBuilder":
    case "namedSet":
      return "set";
    case "plusMinus":
      return "plus-minus";
    default:
      return node.kind;
  }
}

/** The printed normal form, cut at 200 characters. */
export function formOf(node: Node): string {
  return printNode(node).slice(0, FORM_LIMIT);
}

/** Never throws for any two texts; see `checkAnswer` in index.ts for the contract. */
export function check(gold: string, answer: string, options: CheckOptions): CheckResult {
  const limit = Math.min(Math.max(Math.floor(options.fuel ?? DEFAULT_FUEL), 1), 1_000_000_000);
  const fuel = createFuel(Number.isNaN(limit) ? DEFAULT_FUEL : limit);
  const left = parseAnswer(gold);
  const reading = (gold.length + answer.length) >> 2;
  if (left.failure !== null && isUnreadable(gold, left.failure))
    return { status: "gold_unreadable", failure: left.failure, fuel: reading };
  const right = parseAnswer(answer);
  fuel.left -= Math.min(reading, fuel.limit - 1);
  const verdict = compareAnswers(left, right, options, fuel);
  const spent = Math.ceil(fuel.limit - Math.max(fuel.left, 0));
  const { relation } = verdict;
  return {
    status: "compared",
    relation,
    accepted:
      relation === "undecided" ? null : relation === "equal" || (relation === "rounds" && verdict.accepted),
    evidence: {
      decider: verdict.decider,
      certificate: verdict.certificate,
      leniencies: verdict.leniencies,
      gold: describe(left),
      answer: describe(right),
    },
    fuel: spent,
  };
}

function describe(parsed: ParsedAnswer): { readonly shape: string; readonly form: string } {
  return {
    shape: shapeOf(parsed.node),
    form: parsed.node.kind === "text" ? parsed.node.text.slice(0, FORM_LIMIT) : formOf(parsed.node),
  };
}

/**
 * A gold of nothing but layout, or LaTeX that breaks off in a command's argument. Everything else that is no mathematics
 * is a text and is compared as one, bracket words included.
 */
function isUnreadable(gold: string, failure: ParsedAnswer["failure"]): boolean {
  if (!/[^\s$]/u.test(gold)) return true;
  const broken =
    failure?.code === "unexpected_end" ||
    failure?.code === "missing_close" ||
    failure?.code === "bad_argument" ||
    failure?.code === "bad_environment";
  return broken && /\\[a-zA-Z]+\s*[{[]/u.test(gold);
}

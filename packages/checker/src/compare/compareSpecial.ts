/** Shapes with rules of their own: words, dates, times, clocks, ratios, bases, piecewise functions. */
import type { Node } from "../ast/node.ts";
import { printNode } from "../ast/print.ts";
import { compareTexts, normaliseText } from "./compareTexts.ts";
import { compareValues } from "./compareValues.ts";
import { type Comparison, combine, different, equal, type Verdict } from "./verdict.ts";

/** Dates, times, clocks, ratios, bases, piecewise functions, words; null for everything else. */
export function compareSpecial(gold: Node, answer: Node, comparison: Comparison): Verdict | null {
  if (gold.kind === "text" || answer.kind === "text") {
    if (gold.kind === "text" && answer.kind === "text") return compareTexts(gold.text, answer.text);
    if (gold.kind === "symbol" || answer.kind === "symbol")
      return compareTexts(
        gold.kind === "text" ? gold.text : printNode(gold),
        answer.kind === "text" ? answer.text : printNode(answer),
      );
    return different("text", { gold: gold.kind, answer: answer.kind });
  }
  if (gold.kind === "date" && answer.kind === "date") {
    const same =
      gold.month === answer.month &&
      gold.day === answer.day &&
      (gold.year === answer.year || gold.year === null || answer.year === null);
    return same ? equal("date") : different("date");
  }
  if (gold.kind === "time" || answer.kind === "time") {
    const left = secondsOf(gold);
    const right = secondsOf(answer);
    if (left === null || right === null) return different("time", { gold: gold.kind, answer: answer.kind });
    // A clock without a.m. or p.m. may mean either half of the day.
    const loose = gold.kind === "ratio" || answer.kind === "ratio";
    return left === right || (loose && left % 43_200 === right % 43_200)
      ? equal("time")
      : different("time", { gold: left, answer: right });
  }
  if (gold.kind === "ratio" && answer.kind === "ratio") {
    if (gold.clock && answer.clock) return compareParts("time", gold.parts, answer.parts, comparison);
    return compareRatios(gold.parts, answer.parts, comparison);
  }
  if (gold.kind === "piecewise" && answer.kind === "piecewise")
    return comparePiecewise(gold, answer, comparison);
  if (gold.kind === "based" || answer.kind === "based") return compareBased(gold, answer, comparison);
  return null;
}

function secondsOf(node: Node): number | null {
  if (node.kind === "time") return node.seconds;
  if (node.kind !== "ratio" || !node.clock) return null;
  const [hours, minutes] = node.parts;
  return hours?.kind === "number" && minutes?.kind === "number"
    ? Number(hours.value.numerator) * 3600 + Number(minutes.value.numerator) * 60
    : null;
}

function compareParts(
  decider: string,
  gold: readonly Node[],
  answer: readonly Node[],
  comparison: Comparison,
): Verdict {
  if (gold.length !== answer.length)
    return different(decider, { goldParts: gold.length, answerParts: answer.length });
  return combine(
    decider,
    gold.map((part, index) => comparison.compare(part, answer[index] ?? part)),
  );
}

/** a : b and c : d are one ratio where a d = b c. */
function compareRatios(gold: readonly Node[], answer: readonly Node[], comparison: Comparison): Verdict {
  if (gold.length !== answer.length)
    return different("ratio", { goldParts: gold.length, answerParts: answer.length });
  const [a] = gold;
  const [c] = answer;
  if (a === undefined || c === undefined) return different("ratio");
  const times = (x: Node, y: Node): Node => ({ kind: "multiply", factors: [x, y], span: x.span });
  const cross = gold
    .slice(1)
    .map((b, index) => comparison.compare(times(a, answer[index + 1] ?? b), times(c, b)));
  const zero = gold.some((part) => part.kind === "number" && part.value.numerator === 0n);
  return zero ? compareParts("ratio", gold, answer, comparison) : combine("ratio", cross);
}

function comparePiecewise(
  gold: Node & { readonly kind: "piecewise" },
  answer: Node & { readonly kind: "piecewise" },
  comparison: Comparison,
): Verdict {
  if (gold.branches.length !== answer.branches.length)
    return different("piecewise", {
      goldBranches: gold.branches.length,
      answerBranches: answer.branches.length,
    });
  const free = new Set(answer.branches.keys());
  const verdicts: Verdict[] = [];
  for (const branch of gold.branches) {
    let best: Verdict = different("piecewise");
    for (const index of free) {
      const other = answer.branches[index];
      if (other === undefined) continue;
      const condition =
        branch.condition === null || other.condition === null
          ? equal("piecewise")
          : compareConditions(branch.condition, other.condition, comparison);
      const verdict = combine("piecewise", [comparison.compare(branch.value, other.value), condition]);
      if (verdict.relation === "equal" || verdict.relation === "rounds") {
        best = verdict;
        free.delete(index);
        break;
      }
      if (verdict.relation === "undecided") best = verdict;
    }
    verdicts.push(best);
    if (best.relation === "different") break;
  }
  return combine("piecewise", verdicts);
}

/** Conditions as relations where both are, else by their words. */
function compareConditions(gold: Node, answer: Node, comparison: Comparison): Verdict {
  const left = toCondition(gold);
  const right = toCondition(answer);
  if (left.kind === "relation" && right.kind === "relation") return comparison.compare(left, right);
  const spelled = (node: Node): string =>
    normaliseText(printNode(node))
      .replaceAll(/\b(?:if|for|when|where|is|all|and|otherwise|else)\b/gu, " ")
      .replaceAll(/\s+/gu, " ")
      .trim();
  return spelled(left) === spelled(right)
    ? equal("condition")
    : different("condition", { gold: spelled(left).slice(0, 60), answer: spelled(right).slice(0, 60) });
}

function toCondition(node: Node): Node {
  return node.kind === "conditioned" ? node.condition : node;
}

/** 204_5 is compared by value with another base, and by its digits with a bare number. */
function compareBased(gold: Node, answer: Node, comparison: Comparison): Verdict {
  if (gold.kind === "negate" || answer.kind === "negate")
    return compareValues(gold, answer, comparison) ?? different("base");
  if (gold.kind === "based" && answer.kind === "based") {
    if (gold.value === null || answer.value === null)
      return gold.base === answer.base && gold.digits === answer.digits
        ? equal("base")
        : different("base", { gold: gold.digits, answer: answer.digits });
    return compareValues(gold, answer, comparison) ?? different("base");
  }
  const based = gold.kind === "based" ? gold : answer.kind === "based" ? answer : null;
  const other = gold.kind === "based" ? answer : gold;
  if (
    based !== null &&
    other.kind === "number" &&
    based.base !== 10 &&
    other.value.denominator === 1n &&
    /^\d+$/u.test(based.digits)
  ) {
    if (other.value.numerator === BigInt(based.digits) && gold.kind === "based") {
      comparison.leniencies.push("base_omitted");
      return equal("base", { digits: based.digits, base: based.base });
    }
  }
  return (
    compareValues(gold, answer, comparison) ?? different("base", { gold: gold.kind, answer: answer.kind })
  );
}

/** The answer checker: two answer texts in, a relation with its evidence out. Total, deterministic, no dependency. */
import {
  compareRational,
  equalRational,
  multiplyRational,
  rational,
  subtractRational,
} from "./exact/rational.ts";
import { readSimple, type SimpleReading } from "./parse/simpleReading.ts";
import type { CheckOptions, CheckResult, Evidence, ParseFailure, Relation, Span } from "./result.ts";

export type {
  AnswerType,
  CheckOptions,
  CheckResult,
  Evidence,
  ParseFailure,
  PolicyName,
  Relation,
  Span,
} from "./result.ts";

/** Changes whenever a verdict may change; stored with every verdict. */
export const CHECKER_VERSION: string = "checker-1";

/** How a text was read: its answer shape, a printed normal form, and where in the text it stands. */
export type Reading =
  | {
      readonly status: "read";
      readonly shape: string;
      readonly form: string;
      readonly span: Span;
      readonly parts: readonly ReadingPart[];
    }
  | { readonly status: "unread"; readonly failure: ParseFailure };

/** One item of a list, tuple or set, one side of a relation: what a page needs to show a parse. */
export interface ReadingPart {
  readonly shape: string;
  readonly form: string;
  readonly span: Span;
}

/**
 * How a bare answer is read. Never throws; a text that is no mathematics is read as shape `text`, an empty one fails.
 * @example readAnswer("\\frac{1}{2}") // { status: "read", shape: "number", form: "1/2", ... }
 */
export function readAnswer(text: string, _options: CheckOptions = {}): Reading {
  const span = { start: 0, end: text.length };
  if (text.trim() === "")
    return { status: "unread", failure: { code: "empty", message: "nothing to read", span } };
  const read = readSimple(text);
  return { status: "read", shape: read.kind, form: read.form.slice(0, 200), span, parts: [] };
}

/**
 * Whether `answer` is the same as `gold`. Both are bare answers (no surrounding prose). Never throws.
 * @example checkAnswer("1/2", "0.5") // relation "equal", accepted true
 */
export function checkAnswer(gold: string, answer: string, options: CheckOptions = {}): CheckResult {
  const fuel = gold.length + answer.length;
  if (gold.trim() === "") {
    const span = { start: 0, end: gold.length };
    return {
      status: "gold_unreadable",
      failure: { code: "empty", message: "the gold is empty", span },
      fuel,
    };
  }
  const left = readSimple(gold);
  const right = readSimple(answer);
  const [relation, decider] = relate(left, right);
  const exactOnly = options.policy === "exact";
  const accepted =
    relation === "undecided"
      ? null
      : relation === "equal" || (relation === "rounds" && !exactOnly && roundsAccepted(left, right));
  const evidence: Evidence = {
    decider,
    certificate: {},
    leniencies: [],
    gold: { shape: left.kind, form: left.form.slice(0, 200) },
    answer: { shape: right.kind, form: right.form.slice(0, 200) },
  };
  return { status: "compared", relation, accepted, evidence, fuel };
}

function relate(gold: SimpleReading, answer: SimpleReading): readonly [Relation, string] {
  if (gold.value === null || answer.value === null) {
    return [gold.kind === answer.kind && gold.form === answer.form ? "equal" : "different", "text"];
  }
  if (equalRational(gold.value, answer.value)) return ["equal", "rational"];
  if (gold.percent !== answer.percent) {
    const hundred = rational(100n);
    const [plain, percent] = gold.percent ? [answer.value, gold.value] : [gold.value, answer.value];
    if (equalRational(multiplyRational(plain, hundred), percent)) return ["equal", "percent"];
  }
  if (roundsTo(gold, answer) || roundsTo(answer, gold)) return ["rounds", "rounding"];
  return ["different", "rational"];
}

/** Whether `exact` rounds (half away or to even) to the decimal as written. */
function roundsTo(decimal: SimpleReading, exact: SimpleReading): boolean {
  if (decimal.decimals === null || decimal.value === null || exact.value === null) return false;
  const distance = subtractRational(decimal.value, exact.value);
  const size = distance.numerator < 0n ? { ...distance, numerator: -distance.numerator } : distance;
  return compareRational(size, rational(1n, 2n * 10n ** BigInt(decimal.decimals))) <= 0;
}

function roundsAccepted(gold: SimpleReading, answer: SimpleReading): boolean {
  return roundsTo(gold, answer) || (roundsTo(answer, gold) && answer.significant >= 6);
}

/** The answer checker: two answer texts in, a relation with its evidence out. Total, deterministic, no dependency. */
import { childrenOf, type Node } from "./ast/node.ts";
import { check, formOf, shapeOf } from "./check.ts";
import { parseAnswer } from "./parse/parseAnswer.ts";
import type { CheckOptions, CheckResult, ParseFailure, Span } from "./result.ts";

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

/**
 * How a text was read: its answer shape, a printed normal form, and where in the text it stands. `failure` says why a
 * text is taken as words; `alternatives` are the other readings of an ambiguous notation, by the name of the leniency.
 */
export type Reading =
  | {
      readonly status: "read";
      readonly shape: string;
      readonly form: string;
      readonly span: Span;
      readonly parts: readonly ReadingPart[];
      readonly alternatives: readonly {
        readonly leniency: string;
        readonly shape: string;
        readonly form: string;
      }[];
      readonly failure: ParseFailure | null;
    }
  | { readonly status: "unread"; readonly failure: ParseFailure };

/** One item of a list, tuple or set, one side of a relation: what a page needs to show a parse. */
export interface ReadingPart {
  readonly shape: string;
  readonly form: string;
  readonly span: Span;
}

/**
 * How a bare answer is read. Range: any text up to 300,000 characters; longer ones are words. Never throws; a text that
 * is no mathematics is read as shape `text` with the failure beside it, an empty one is `unread`.
 * @example readAnswer("\\frac{1}{2}") // { status: "read", shape: "expression", form: "1 / 2", ... }
 */
export function readAnswer(text: string, _options: CheckOptions = {}): Reading {
  const parsed = parseAnswer(text);
  const { node, failure } = parsed;
  if (failure !== null && text.trim() === "") return { status: "unread", failure };
  return {
    status: "read",
    shape: shapeOf(node),
    form: node.kind === "text" ? node.text.slice(0, 200) : formOf(node),
    span: node.span,
    parts: node.kind === "text" ? [] : childrenOf(node).slice(0, 100).map(partOf),
    alternatives: parsed.alternatives.map((reading) => ({
      leniency: reading.leniency,
      shape: shapeOf(reading.node),
      form: formOf(reading.node),
    })),
    failure,
  };
}

function partOf(node: Node): ReadingPart {
  return { shape: shapeOf(node), form: formOf(node), span: node.span };
}

/**
 * Whether `answer` is the same as `gold`. Both are bare answers, without surrounding prose (packages/grading extracts
 * them). Total: never throws, hangs or overflows the stack; the work is bounded by `options.fuel` operations and the same
 * pair gives the same verdict and fuel everywhere. A gold without letters or digits is `gold_unreadable`.
 * @example checkAnswer("1/2", "0.5") // relation "equal", accepted true
 * @example checkAnswer("\\pi", "3.14159265") // relation "rounds", accepted true (6 digits or more)
 */
export function checkAnswer(gold: string, answer: string, options: CheckOptions = {}): CheckResult {
  return check(gold, answer, options);
}

/**
 * Two parsed answers: the main readings first, then the alternatives that the other side's shape asks for.
 * Decision: an alternative reading can only turn a difference into an equality, under its own name, and a decimal comma
 * is tried only against a decimal, a list reading of 1,234 only against a list.
 */
import { mapChildren } from "../ast/map.ts";
import { type Node, numberNode } from "../ast/node.ts";
import { rational } from "../exact/rational.ts";
import { type Fuel, OutOfFuel } from "../fuel.ts";
import type { CheckOptions } from "../result.ts";
import { compareNodes } from "./compareNodes.ts";
import { choiceOf, compareTexts, normaliseText } from "./compareTexts.ts";
import { decimalOf } from "./compareValues.ts";
import { type Comparison, different, equal, matches, undecided, type Verdict } from "./verdict.ts";

/** What compare needs of a parse; structurally the parser's own result. */
export interface AnswerReading {
  readonly node: Node;
  readonly alternatives: readonly { readonly node: Node; readonly leniency: string }[];
  readonly failure: {
    readonly code: string;
    readonly message: string;
    readonly span: { readonly start: number; readonly end: number };
  } | null;
  readonly words: string;
}

export interface AnswerVerdict extends Verdict {
  readonly leniencies: readonly string[];
}

export function compareAnswers(
  gold: AnswerReading,
  answer: AnswerReading,
  options: CheckOptions,
  fuel: Fuel,
): AnswerVerdict {
  const policy = options.policy ?? "default";
  const choice = compareChoices(gold, answer, options);
  if (choice !== null) return choice;
  if (options.type === "text" || gold.node.kind === "text" || answer.node.kind === "text") {
    const words = compareAsText(gold, answer, options);
    if (words !== null) return words;
  }
  const first = attempt(gold.node, answer.node, policy, fuel);
  if (matches(first) || first.relation === "rounds") return first;
  const spelled = plainWords(gold.words);
  if (spelled !== null && spelled.length > 1 && spelled === plainWords(answer.words)) {
    return { ...equal("text", { words: spelled.slice(0, 120) }), leniencies: [] };
  }
  for (const [left, right, leniency] of otherReadings(gold, answer)) {
    const verdict = attempt(left, right, policy, fuel);
    if (matches(verdict)) return { ...verdict, leniencies: [leniency, ...verdict.leniencies] };
  }
  return first;
}

function attempt(gold: Node, answer: Node, policy: Comparison["policy"], fuel: Fuel): AnswerVerdict {
  const leniencies: string[] = [];
  let depth = 0;
  const comparison: Comparison = {
    fuel,
    policy,
    leniencies,
    compare: (left, right) => {
      if (depth > 60) return undecided("parts nested too deeply");
      depth++;
      try {
        return compareNodes(left, right, comparison);
      } finally {
        depth--;
      }
    },
  };
  try {
    const verdict = comparison.compare(gold, answer);
    return { ...verdict, leniencies: [...new Set(leniencies)] };
  } catch (error) {
    if (error instanceof OutOfFuel) return { ...undecided("fuel"), leniencies: [] };
    // The only RangeError below is a stack or BigInt limit, which means: too large to decide.
    if (error instanceof RangeError) return { ...undecided("size"), leniencies: [] };
    throw error;
  }
}

/** A bare log may be the natural or the decimal one; the reading with base 10 is the alternative. */
function decimalLogarithm(node: Node): Node | null {
  let found = false;
  const walk = (part: Node): Node => {
    const inner = mapChildren(part, walk);
    if (inner.kind !== "call" || inner.name !== "log" || inner.args.length !== 1) return inner;
    found = true;
    return { ...inner, args: [numberNode(rational(10n)), ...inner.args] };
  };
  const changed = walk(node);
  return found ? changed : null;
}

function* otherReadings(
  gold: AnswerReading,
  answer: AnswerReading,
): Generator<readonly [Node, Node, string]> {
  for (const reading of answer.alternatives)
    if (fits(reading.leniency, gold.node)) yield [gold.node, reading.node, reading.leniency];
  for (const reading of gold.alternatives)
    if (fits(reading.leniency, answer.node)) yield [reading.node, answer.node, reading.leniency];
  const goldLog = decimalLogarithm(gold.node);
  const answerLog = decimalLogarithm(answer.node);
  if (goldLog !== null || answerLog !== null)
    yield [goldLog ?? gold.node, answerLog ?? answer.node, "log_base"];
  for (const left of gold.alternatives)
    for (const right of answer.alternatives)
      if (left.leniency === right.leniency) yield [left.node, right.node, left.leniency];
}

/** Whether the other side's shape asks for this reading. */
function fits(leniency: string, other: Node): boolean {
  if (leniency === "decimal_comma") return decimalOf(strip(other)) !== null;
  if (leniency === "comma_list")
    return other.kind === "list" || other.kind === "set" || other.kind === "bracket";
  return true;
}

function strip(node: Node): Node {
  if (node.kind === "quantity") return strip(node.value);
  return node.kind === "percent" ? strip(node.operand) : node;
}

/** The words of a text that holds nothing else, normalised; null where it holds mathematics. */
function plainWords(source: string): string | null {
  const bare = source.replaceAll(/\\(?:text|textbf|textit|textrm|mathrm|mathbf|mbox)\s*\{/gu, " ");
  return /[^A-Za-z\s{}$.,!'"]/u.test(bare) ? null : normaliseText(source);
}

/** Words on one side or both. Null where the words are a name that mathematics may still settle. */
function compareAsText(
  gold: AnswerReading,
  answer: AnswerReading,
  options: CheckOptions,
): AnswerVerdict | null {
  const words = compareTexts(gold.words, answer.words);
  if (words.relation === "equal") return { ...words, leniencies: [] };
  if (options.type === "text" || (gold.node.kind === "text" && answer.node.kind === "text"))
    return { ...words, leniencies: [] };
  if (gold.node.kind === "text" && gold.failure === null) return null;
  const failure = answer.failure ?? gold.failure;
  if (failure === null) return null;
  // What was too deep to be read may be anything.
  if (failure.code === "too_deep") return { ...undecided(failure.message), leniencies: [] };
  const certificate = {
    code: failure.code,
    message: failure.message,
    start: failure.span.start,
    end: failure.span.end,
  };
  return {
    ...different(
      answer.node.kind === "text" ? "text_against_mathematics" : "mathematics_against_text",
      certificate,
    ),
    leniencies: [],
  };
}

/** Multiple choice: by letter, by option text, or both. */
function compareChoices(
  gold: AnswerReading,
  answer: AnswerReading,
  options: CheckOptions,
): AnswerVerdict | null {
  const left = choiceOf(gold.words);
  const texts = options.choices ?? {};
  const explicit = options.type === "choice" || options.choices !== undefined;
  if (left === null && !explicit) return null;
  const right = choiceOf(answer.words);
  const lookUp = (letter: string): string | undefined => texts[letter] ?? texts[letter.toLowerCase()];
  const letterFor = (words: string): string | null => {
    const spelled = normaliseText(words);
    for (const [letter, text] of Object.entries(texts))
      if (normaliseText(text) === spelled) return letter.toUpperCase();
    return null;
  };
  if (explicit) {
    const goldLetter = left?.letter ?? letterFor(gold.words);
    const answerLetter =
      right !== null && (right.text === "" || lookUp(right.letter) !== undefined)
        ? right.letter
        : letterFor(answer.words);
    if (goldLetter !== null && answerLetter !== null)
      return {
        ...choiceVerdict(goldLetter, answerLetter),
        leniencies: right?.text === "" ? [] : ["choice_text"],
      };
    return null;
  }
  if (left === null) return null;
  const goldIsLetter = left.text === "";
  if (right === null) {
    // "(A) Cecile" against "Cecile".
    if (!goldIsLetter && compareTexts(left.text, answer.words).relation === "equal")
      return { ...equal("choice", { letter: left.letter }), leniencies: ["choice_text"] };
    return null;
  }
  if (goldIsLetter && right.text === "") {
    if (!/^[A-Z]$/u.test(letterIn(gold.words)) || left.letter !== right.letter) return null;
    return {
      ...equal("choice", { letter: left.letter }),
      leniencies: letterIn(gold.words) === letterIn(answer.words) ? [] : ["choice_case"],
    };
  }
  if (left.letter !== right.letter)
    return /^\(?[A-Z]\)?[.)]?$/u.test(answer.words.trim())
      ? { ...choiceVerdict(left.letter, right.letter), leniencies: [] }
      : null;
  if (!goldIsLetter && right.text !== "" && compareTexts(left.text, right.text).relation !== "equal")
    return null;
  if (goldIsLetter && !/^\s*\\?\(?[A-Z]/u.test(answer.words)) return null;
  return { ...equal("choice", { letter: left.letter }), leniencies: ["choice_text"] };
}

function letterIn(words: string): string {
  const letters = words.replaceAll(/\\[a-zA-Z]+|[^A-Za-z]/gu, "");
  return letters.slice(0, 1);
}

function choiceVerdict(gold: string, answer: string): Verdict {
  return gold === answer ? equal("choice", { letter: gold }) : different("choice", { gold, answer });
}

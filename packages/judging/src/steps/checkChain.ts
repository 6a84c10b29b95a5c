/**
 * The claims of one chain, each link against what the response has said before. Decision: the deciders are asked in the
 * order of their certainty, and a failure is given only after the sentence was heard: one that asks, tries or rejects
 * takes the failure back, as does arithmetic of another kind in the same step.
 */
import type { Arithmetic } from "./arithmetic.ts";
import { type Chain, type Member, putIn } from "./chain.ts";
import { decideNumeric, isNumeric } from "./decideNumeric.ts";
import {
  decideEquivalence,
  decideSolution,
  hasSameLetters,
  isNeverEqual,
  isPlain,
  isUndivided,
  lettersOf,
  rootOf,
} from "./decideSymbolic.ts";
import { type Decision, NOT_FOR_ALL } from "./decision.ts";
import { definitionOf, type Equation, isAssignment, isName, type Scope } from "./scope.ts";
import { isHedged, isRegrouping, isRewriting, isSolving, type Sentence } from "./sentence.ts";
import type { ClaimKind, ClaimRelation } from "./step.ts";

export interface Link {
  readonly left: Member;
  readonly right: Member;
  readonly relation: ClaimRelation;
  /** Place in the chain, from 0. */
  readonly index: number;
  readonly step: number;
  readonly sentence: Sentence;
}

export interface Found extends Decision {
  readonly kind: ClaimKind;
  readonly link: Link;
}

export function checkChain(
  chain: Chain,
  place: { readonly step: number; readonly sentence: Sentence; readonly otherArithmetic: boolean },
  scope: Scope,
  arithmetic: Arithmetic,
): readonly Found[] {
  const found: Found[] = [];
  chain.relations.forEach((relation, index) => {
    const [left, right] = [chain.members[index], chain.members[index + 1]];
    if (left === undefined || right === undefined || !left.whole || !right.whole) return;
    const link: Link = { left, right, relation, index, step: place.step, sentence: place.sentence };
    const claim = arithmetic.left > 0 ? checkLink(link, scope, arithmetic) : OUT_OF_FUEL;
    if (claim === null) return;
    const { kind, outcome, reason } = claim;
    if (outcome !== "fails") found.push({ kind, outcome, reason, link });
    else if (place.otherArithmetic)
      found.push({ kind, outcome: "undecided", reason: "other_arithmetic", link });
    else if (isHedged(place.sentence, right.span.end))
      found.push({ kind, outcome: "undecided", reason: "hedged", link });
    else found.push({ kind, outcome, reason, link });
  });
  return found;
}

interface Claim extends Decision {
  readonly kind: ClaimKind;
}

const OUT_OF_FUEL: Claim = { kind: "numeric", outcome: "undecided", reason: "fuel" };

function checkLink(link: Link, scope: Scope, arithmetic: Arithmetic): Claim | null {
  const { left, right, relation } = link;
  if (isNumeric(left) && isNumeric(right)) {
    const bareName =
      link.index === 0 &&
      relation === "=" &&
      left.decimals !== null &&
      (left.afterWord || left.units.length > 0);
    if (bareName || (!left.computed && !right.computed && relation === "=")) return null;
    return { kind: "numeric", ...decideNumeric(relation, left, right, arithmetic, scope.rounded) };
  }
  if (relation !== "=") return null;
  return (
    checkIdentity(link, scope, arithmetic) ??
    checkRewriting(link, scope, arithmetic) ??
    checkSolution(link, scope, arithmetic) ??
    checkEquivalence(link, scope, arithmetic) ??
    checkSubstitution(link, scope, arithmetic) ?? { kind: "identity", ...NOT_FOR_ALL }
  );
}

function checkIdentity({ left, right, index }: Link, scope: Scope, arithmetic: Arithmetic): Claim | null {
  if (isName(left) || isName(right)) return null;
  const found = arithmetic.compare(left.text, right.text);
  if (found === "equal") return { kind: "identity", outcome: "holds", reason: "equal" };
  if (found !== "different" || !isPlain(left) || !isPlain(right)) return null;
  if (isNeverEqual({ left, right }, arithmetic))
    return { kind: "identity", outcome: "fails", reason: "never_equal" };
  const free = !left.letters.some((letter) => scope.bound.has(letter));
  const later = free && index > 0 && left.computed && right.computed && hasSameLetters(left, right);
  // "b = 3a = 12 - 5a" is an equation for a: only what is linear in no single letter is a broken rewriting.
  return later && rootOf({ left, right }, arithmetic) === null
    ? { kind: "identity", outcome: "fails", reason: "different" }
    : null;
}

/** "g(x) = ..., which simplifies to g(x) = ...": the name links the two expressions. */
function checkRewriting(
  { left, right, step, sentence }: Link,
  scope: Scope,
  arithmetic: Arithmetic,
): Claim | null {
  const before = definitionOf(scope, left);
  if (before === undefined || step - before.step > 1 || !isRewriting(sentence)) return null;
  const earlier = before.right;
  if (isNumeric(earlier) && isNumeric(right) && earlier.computed)
    return { kind: "identity", ...decideNumeric("=", earlier, right, arithmetic, scope.rounded) };
  if ([earlier, right].some((side) => !isPlain(side) || side.decimalOperands.length > 0)) return null;
  if (!hasSameLetters(earlier, right)) return null;
  const found = arithmetic.compare(earlier.text, right.text);
  if (found === "equal") return { kind: "identity", outcome: "holds", reason: "equal" };
  return found === "different" ? { kind: "identity", outcome: "fails", reason: "different" } : null;
}

function checkSolution(
  { left, right, step, sentence }: Link,
  scope: Scope,
  arithmetic: Arithmetic,
): Claim | null {
  const now: Equation = { left, right, step };
  const letters = lettersOf(now);
  const [letter] = letters;
  if (letters.length !== 1 || letter === undefined) return null;
  const before = scope.equations.get(letter);
  if (before === undefined || step - before.step > 1 || isAssignment(before)) return null;
  if (![before.left, before.right, left, right].every(isPlain) || !isSolving(sentence, isName(left)))
    return null;
  const decision = decideSolution(before, now, arithmetic);
  return decision === null ? null : { kind: "solution", ...decision };
}

/** "10t - 2t = 3s + g - s simplifies to 8t = 2s + g": the whole equation is rewritten. */
function checkEquivalence(
  { left, right, step, sentence }: Link,
  scope: Scope,
  arithmetic: Arithmetic,
): Claim | null {
  const [before, now] = [scope.latest, { left, right, step }];
  if (before === null || step - before.step > 1 || isName(left) || !isRegrouping(sentence)) return null;
  const [known, letters] = [lettersOf(before), lettersOf(now)];
  if (known.length !== letters.length || !letters.every((letter) => known.includes(letter))) return null;
  const sides = [before.left, before.right, left, right];
  if (!sides.every((side) => isPlain(side) && isUndivided(side) && side.decimalOperands.length === 0))
    return null;
  const decision = decideEquivalence(before, now, arithmetic);
  return decision === null ? null : { kind: "solution", ...decision };
}

/** "2x + 3 = 2(5) + 3" after "x = 5": fails only where the values stand on the right as they were given. */
function checkSubstitution({ left, right }: Link, scope: Scope, arithmetic: Arithmetic): Claim | null {
  if (!isNumeric(right) || !right.computed || !left.computed || !isPlain(left)) return null;
  const numbers = new Set(right.tokens.map(({ text }) => text));
  const known = left.letters.every((letter) => {
    const value = scope.values.get(letter);
    return value !== undefined && !scope.changed.has(letter) && numbers.has(value.replace(/^-/u, ""));
  });
  if (!known) return null;
  const filled = { ...left, text: putIn(left, scope.values), letters: [] };
  return { kind: "substitution", ...decideNumeric("=", filled, right, arithmetic, scope.rounded) };
}

/**
 * What the response has said so far. Decision: only the last word counts. A letter has the value that was given last;
 * a letter that was given two values is `changed` and proves nothing any more, because which one is meant cannot be seen.
 */
import type { Chain, Member } from "./chain.ts";
import type { ClaimOutcome, ClaimReason } from "./step.ts";

export interface Equation {
  readonly left: Member;
  readonly right: Member;
  readonly step: number;
}

export interface Scope {
  /** Numbers that letters stand for, as the checker reads them. */
  readonly values: ReadonlyMap<string, string>;
  readonly changed: ReadonlySet<string>;
  /** The last equation in one letter, by letter. */
  readonly equations: ReadonlyMap<string, Equation>;
  /** The last equation in several letters or of any degree, that is no definition. */
  readonly latest: Equation | null;
  /** Letters that some equation speaks of: what holds for them need not hold for all values. */
  readonly bound: ReadonlySet<string>;
  /** What a name was last said to be: "g(x)" -> its expression. */
  readonly definitions: ReadonlyMap<string, Equation>;
  /** Decimals that came out of a rounding. */
  readonly rounded: ReadonlySet<string>;
}

export interface MutableScope extends Scope {
  latest: Equation | null;
  readonly bound: Set<string>;
  readonly values: Map<string, string>;
  readonly changed: Set<string>;
  readonly equations: Map<string, Equation>;
  readonly definitions: Map<string, Equation>;
  readonly rounded: Set<string>;
}

export function createScope(): MutableScope {
  return {
    values: new Map(),
    changed: new Set(),
    equations: new Map(),
    latest: null,
    bound: new Set(),
    definitions: new Map(),
    rounded: new Set(),
  };
}

/** Whether the member is one letter alone: the thing defined in "x = 3 + 4 = 7". */
export function isName(member: Member): boolean {
  return member.letters.length === 1 && member.tokens.length === 1;
}

/** "x = 5": a letter and a number. */
export function isAssignment({ left, right }: Equation): boolean {
  return (isName(left) && right.letters.length === 0) || (isName(right) && left.letters.length === 0);
}

/** What the name on the left was last said to be. */
export function definitionOf(scope: Scope, name: Member): Equation | undefined {
  return isName(name) || name.calls ? scope.definitions.get(name.text.replace(/\s+/gu, "")) : undefined;
}

interface Remembered {
  readonly outcome: ClaimOutcome;
  readonly reason: ClaimReason;
  readonly link: { readonly right: Member };
}

/** Takes in what a chain says, after it was checked. */
export function remember(
  scope: MutableScope,
  chain: Chain,
  step: number,
  claims: readonly Remembered[],
): void {
  for (const { reason, link } of claims)
    if (reason === "rounds" || reason === "cut_off") scope.rounded.add(link.right.text);
  const decided = new Set(
    claims.filter(({ outcome }) => outcome !== "undecided").map(({ link }) => link.right),
  );
  const equal = chain.relations.every((relation) => relation === "=");
  const [first, ...others] = chain.members;
  if (!equal || first === undefined) return;
  if (isName(first)) {
    const name = first.letters[0] ?? "";
    const last = others.filter((member) => member.whole && member.letters.length === 0).at(-1);
    if (last !== undefined) setValue(scope, name, last.text);
  }
  const final = others.at(-1);
  if (final?.whole === true && first.whole && (isName(first) || first.calls))
    scope.definitions.set(first.text.replace(/\s+/gu, ""), { left: first, right: final, step });
  chain.relations.forEach((_, at) => {
    const [left, right] = [chain.members[at], chain.members[at + 1]];
    if (left === undefined || right === undefined || !left.whole || !right.whole) return;
    const letters = new Set([...left.letters, ...right.letters]);
    if (letters.size > 0 && !isName(left) && !left.calls && !decided.has(right))
      for (const letter of letters) scope.bound.add(letter);
    if (letters.size > 0 && !isName(left)) scope.latest = { left, right, step };
    const [letter] = letters;
    if (letters.size === 1 && letter !== undefined) scope.equations.set(letter, { left, right, step });
  });
}

function setValue(scope: MutableScope, name: string, value: string): void {
  const before = scope.values.get(name);
  if (before !== undefined && before !== value) scope.changed.add(name);
  scope.values.set(name, value);
}

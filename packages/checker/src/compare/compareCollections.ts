/**
 * Lists, sets, tuples.
 * Decision: sets and bare lists are unordered, tuples ordered; a tuple against a list is compared in the order written.
 * Lists of assignments match by name, and against plain values by value. Matching is greedy, which is right because
 * equality is transitive.
 */
import type { Node } from "../ast/node.ts";
import { spend } from "../fuel.ts";
import { statementOf } from "../normal/relation.ts";
import { sameName } from "./compareRelations.ts";
import { type Comparison, combine, different, equal, matches, undecided, type Verdict } from "./verdict.ts";

export interface Collection {
  readonly items: readonly Node[];
  readonly ordered: boolean;
  readonly set: boolean;
}

/** The items of a list, set or bracket of several; null for anything else. */
export function collectionOf(node: Node): Collection | null {
  switch (node.kind) {
    case "list":
      return { items: flatten(node.items), ordered: false, set: false };
    case "set":
      return { items: node.items, ordered: false, set: true };
    case "bracket":
      return node.items.length > 1 || (node.open === "[" && node.close === "]")
        ? { items: node.items, ordered: true, set: false }
        : null;
    case "namedSet":
      return node.name === "empty" ? { items: [], ordered: false, set: true } : null;
    default:
      return null;
  }
}

/** Inner comma lists are tuples: 1,2; 3,4 is (1,2), (3,4). "x = 1, 2, 3" names x once. */
function flatten(items: readonly Node[]): readonly Node[] {
  const tuples = items.map(
    (item): Node =>
      item.kind === "list"
        ? { kind: "bracket", open: "(", close: ")", items: item.items, span: item.span }
        : item,
  );
  const [first, ...rest] = tuples;
  if (first?.kind === "relation" && rest.length > 0 && rest.every((item) => item.kind !== "relation")) {
    const statement = statementOf(first);
    if (statement.kind === "assignment" || statement.kind === "membership")
      return [statement.kind === "assignment" ? statement.value : statement.set, ...rest];
  }
  return tuples;
}

export function compareCollections(gold: Collection, answer: Collection, comparison: Comparison): Verdict {
  const goldNames = assignmentNames(gold.items);
  const answerNames = assignmentNames(answer.items);
  const names = goldNames !== null && answerNames !== null;
  if (
    names &&
    goldNames.length === answerNames.length &&
    goldNames.some((name) => answerNames.some((other) => sameName(name, other, comparison)))
  ) {
    // Named values are matched within their names.
    return matchUnordered(gold.items, answer.items, comparison, (left, right) => {
      const [one, other] = [goldNames[left], answerNames[right]];
      return one !== undefined && other !== undefined && sameName(one, other, comparison);
    });
  }
  const ordered = !names && (gold.ordered || answer.ordered);
  if (gold.ordered !== answer.ordered) comparison.leniencies.push("tuple_as_list");
  // (1, 2) against y = 2, x = 1: a point's coordinates follow the order of their names.
  const left = answer.ordered && goldNames !== null ? byName(gold.items, goldNames) : gold.items;
  const right = gold.ordered && answerNames !== null ? byName(answer.items, answerNames) : answer.items;
  if (left.length > 3000 || right.length > 3000) return undecided("a list of more than 3000 items");
  if (ordered) {
    if (left.length !== right.length)
      return different("tuple", { goldItems: left.length, answerItems: right.length });
    const verdicts: Verdict[] = [];
    for (const [index, item] of left.entries()) {
      const verdict = comparison.compare(item, right[index] ?? item);
      verdicts.push(verdict);
      if (verdict.relation === "different") break;
    }
    return combine("tuple", verdicts);
  }
  if (left.length !== right.length) {
    // A set has no repetitions, and a list of solutions (tuples) is meant as one.
    if (
      (gold.set && answer.set) ||
      [...left, ...right].every((item) => item.kind === "bracket" && item.items.length > 1)
    ) {
      const a = distinct(left, comparison);
      const b = distinct(right, comparison);
      if (a.length === b.length) return matchUnordered(a, b, comparison);
    }
    return different("list", { goldItems: left.length, answerItems: right.length });
  }
  return matchUnordered(left, right, comparison);
}

function byName(items: readonly Node[], names: readonly Node[]): readonly Node[] {
  const keys = names.map((name) => (name.kind === "symbol" && /^[a-z]$/u.test(name.name) ? name.name : null));
  if (keys.includes(null) || new Set(keys).size !== keys.length) return items;
  return items
    .map((item, index) => ({ item, key: keys[index] ?? "" }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

function distinct(items: readonly Node[], comparison: Comparison): readonly Node[] {
  const kept: Node[] = [];
  for (const item of items)
    if (!kept.some((known) => quietly(known, item, comparison).relation === "equal")) kept.push(item);
  return kept;
}

/** A comparison whose leniencies are not recorded. */
function quietly(gold: Node, answer: Node, comparison: Comparison): Verdict {
  const count = comparison.leniencies.length;
  const verdict = comparison.compare(gold, answer);
  if (!matches(verdict)) comparison.leniencies.length = count;
  return verdict;
}

function matchUnordered(
  left: readonly Node[],
  right: readonly Node[],
  comparison: Comparison,
  allowed: (left: number, right: number) => boolean = () => true,
): Verdict {
  const free = new Set(right.keys());
  const verdicts: Verdict[] = [];
  // Plain numbers find their twin by value, so that long lists do not cost a square.
  const places = new Map<string, number[]>();
  for (const [place, item] of right.entries()) {
    const key = numberKey(item);
    if (key !== null) places.set(key, [...(places.get(key) ?? []), place]);
  }
  let open: Verdict | null = null;
  for (const [index, item] of left.entries()) {
    // The same place first: most lists come in one order.
    const twin = places.get(numberKey(item) ?? "")?.find((place) => free.has(place) && allowed(index, place));
    if (twin !== undefined) {
      verdicts.push(equal("rational"));
      free.delete(twin);
      continue;
    }
    const order = free.has(index) ? [index, ...[...free].filter((place) => place !== index)] : [...free];
    let found = -1;
    let rounded: Verdict | null = null;
    let roundedAt = -1;
    for (const place of order) {
      spend(comparison.fuel, 4);
      const candidate = right[place];
      if (candidate === undefined || !allowed(index, place)) continue;
      const verdict = quietly(item, candidate, comparison);
      if (verdict.relation === "equal") {
        verdicts.push(verdict);
        found = place;
        break;
      }
      if (verdict.relation === "rounds" && (rounded === null || (verdict.accepted && !rounded.accepted))) {
        rounded = verdict;
        roundedAt = place;
      }
      if (verdict.relation === "undecided") open = verdict;
    }
    if (found < 0 && rounded !== null) {
      verdicts.push(rounded);
      found = roundedAt;
    }
    if (found < 0) return open ?? different("list", { unmatchedItem: index });
    free.delete(found);
  }
  return combine("list", verdicts);
}

/** The names, where every item is an assignment; else null. */
export function assignmentNames(items: readonly Node[]): readonly Node[] | null {
  const names: Node[] = [];
  for (const item of items) {
    if (item.kind !== "relation") return null;
    const statement = statementOf(item);
    if (statement.kind !== "assignment") return null;
    names.push(statement.name);
  }
  return names.length === 0 ? null : names;
}

/** The value of a plain number as a key, null for everything else. */
function numberKey(node: Node): string | null {
  const plain = node.kind === "negate" ? node.operand : node;
  if (plain.kind !== "number") return null;
  return `${node.kind === "negate" ? "-" : ""}${plain.value.numerator}/${plain.value.denominator}`;
}

import type { BoardRow } from "@plumbline/contract";
import { expect, test } from "vitest";
import { readOrder, sortRows } from "./boardTable.tsx";

const row = (name: string, score: number, cost: number | null, tokens: number | null) =>
  ({ model: { name }, score, cost, medianTokensOut: tokens, finishedAt: null }) as BoardRow;
const rows = [row("b", 0.4, 2, null), row("a", 0.6, null, 10), row("c", 0.5, 1, 90)];
const names = (order: Parameters<typeof sortRows>[1]) =>
  sortRows(rows, order)
    .map((each) => each.model.name)
    .join("");

test.each([
  ["rank", "acb"],
  ["model", "abc"],
  ["cost", "cba"],
  ["tokens", "cab"],
] as const)("sorted by %s, missing values last", (order, expected) => expect(names(order)).toBe(expected));

test("an unknown order is the rank", () => {
  expect(readOrder("cost")).toBe("cost");
  expect(readOrder("__proto__")).toBe("rank");
});

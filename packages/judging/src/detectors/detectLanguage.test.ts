import { expect, test } from "vitest";
import { detectLanguage } from "./detectLanguage.ts";

test.each([
  ["We add the numbers.", "Latin", []],
  ["We add the numbers, 然后 we stop.", "Latin", ["然后"]],
  ["因为 $x > 3$，所以 abc 不对。", "Han", ["abc"]],
  ["ここで x を求める。答えは三です。", "Kana", []],
  ["Сложим числа и получим ответ.", "Cyrillic", []],
  ["$\\alpha + \\text{abc} = 3$ \\frac", null, []],
  ["x + y = 3", null, []],
])("%s: mainly %s", (text, main, switches) => {
  const found = detectLanguage(text);
  expect(found.main).toBe(main);
  expect(found.switches.map(({ start, end }) => text.slice(start, end))).toEqual(switches);
});

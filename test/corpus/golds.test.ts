import { expect, test } from "vitest";
import { checkGolds, GOLD_FILES } from "./golds.ts";

/** Largest share of golds that may be read as text. TheoremQA asks yes-no questions; IMO answers are often sentences. */
const TEXT_SHARE: Readonly<Record<string, number>> = {
  math_test_full: 0.02,
  math500: 0.02,
  theoremqa: 0.15,
  hardmath_mini: 0,
  imo_answerbench_v2: 0.15,
};

test.each(GOLD_FILES)("every gold of %s is read and equals itself in all its forms", (file) => {
  const report = checkGolds(file);
  if (report === null) return;
  expect(report.unread).toEqual([]);
  expect(report.notItself).toEqual([]);
  expect(report.notBoxed).toEqual([]);
  expect(report.notThousands).toEqual([]);
  expect(report.notAssigned).toEqual([]);
  expect(report.text.length, JSON.stringify(report.text)).toBeLessThanOrEqual(
    report.n * (TEXT_SHARE[file] ?? 0),
  );
});

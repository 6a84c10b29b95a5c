import type { Finish, Outcome } from "@plumbline/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gradeSafely, gradeSample } from "./gradeSample.ts";

const rows: readonly (readonly [response: string, gold: string, outcome: Outcome, finish?: Finish])[] = [
  ["A: 18", "18", "correct"],
  ["She has 3 + 4 = 7 apples.\n#### 7", "7", "correct"],
  ["#### $20.00", "20", "correct"],
  ["#### 10.", "10", "correct"],
  ["#### 10.", "100", "incorrect"],
  ["So it is \\boxed{42}.", "42", "correct"],
  ["", "42", "no_answer"],
  ["I do not know.", "", "gold_invalid"],
  ["<think>It may be 42", "42", "truncated"],
  ["First we add 4 and 5, giving 42", "42", "truncated", "length"],
  ["The answer is 42. Let me", "42", "correct", "length"],
  ["", "42", "error", "error"],
];

for (const [response, gold, outcome, finish] of rows) {
  test(`${JSON.stringify(response)} for ${JSON.stringify(gold)} is ${outcome}`, () => {
    const grade = gradeSample({ response, finish, spec: { gold, type: "auto" }, policy: "default" });
    expect(grade.outcome).toBe(outcome);
    expect(grade.reason).not.toBe("");
  });
}

test("grading is total, and what it extracted stands where it says", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(
          ...'\\boxed{|}|$|The answer is |#### |A: |<think>|</think>|\n|42|1/2|\\(|\\)|**|```|<answer>|"answer":|.'.split(
            "|",
          ),
        ),
        { maxLength: 24 },
      )
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(anything, anything, (response, gold) => {
      const grade = gradeSample({ response, spec: { gold, type: "auto" }, policy: "default" });
      if (grade.extracted === null) return;
      const { start, end, text, rule } = grade.extracted;
      expect(start).toBeLessThan(end);
      if (rule === "boxed" || rule === "json_answer") return;
      expect(response.slice(start, end)).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["an error by its name alone", new RangeError("the gold 421337 is too deep"), "RangeError"],
  ["whatever else was thrown", "421337", "unknown error"],
])("a grader that throws ends in an outcome that tells %s, never the gold", (_, thrown, told) => {
  const spec = {
    get gold(): string {
      throw thrown;
    },
    type: "auto" as const,
  };
  const grade = gradeSafely({ response: "A: 1", spec, policy: "default" });
  expect(grade).toMatchObject({ outcome: "error", score: null, by: "grader" });
  expect(grade.reason).toContain(told);
  expect(JSON.stringify(grade)).not.toContain("421337");
});

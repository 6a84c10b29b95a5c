import fc from "fast-check";
import { expect, test } from "vitest";
import { describeEvidence, toWords } from "./describeEvidence.ts";

test("the checker's evidence is told as who settled it, how each side was read, and what was forgiven", () => {
  const lines = describeEvidence(
    {
      decider: "rational",
      certificate: { difference: "0" },
      leniencies: ["drop_units"],
      gold: { shape: "number", form: "1/2" },
      answer: { shape: "number", form: "1/2" },
    },
    "rational",
  );
  expect(lines.map((line) => line.term)).toEqual([
    "Settled by",
    "Gold read as number",
    "Answer read as number",
    "Leniencies",
    "difference",
  ]);
  expect(lines[3]?.text).toBe("drop units");
});

test("what has no words keeps its name", () => {
  expect(describeEvidence({ remark: { a: 1 } }, "someDecider")).toEqual([
    { term: "Settled by", text: "some decider", code: false },
    { term: "remark", text: '{"a":1}', code: true },
  ]);
  expect(toWords("zeroTest_mod-p")).toBe("zero test mod p");
});

test("a verdict without a decision says what was tried last, and claims nothing", () => {
  expect(describeEvidence({ decider: "balls", certificate: { reason: "fuel" } }, "balls", true)).toEqual([
    { term: "Tried last", text: "Enclosing both in ever smaller intervals.", code: false },
    { term: "reason", text: "fuel", code: true },
  ]);
});

test.each([
  [{ start: 9, end: 9 }, "character 10"],
  [{ start: 0, end: 3 }, "characters 1 to 3"],
  [{ start: 0, end: 3, line: 1 }, '{"start":0,"end":3,"line":1}'],
])("the place %j is told as people count", (span, text) => {
  expect(describeEvidence({ certificate: { span } }, "parse")[1]).toEqual({ term: "span", text, code: true });
});

test("any JSON is told without failing", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (evidence, by) => {
      for (const line of describeEvidence(evidence as Record<string, unknown>, by)) {
        expect(typeof line.text).toBe("string");
      }
    }),
  );
});

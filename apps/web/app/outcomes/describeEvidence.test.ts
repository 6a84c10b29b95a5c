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

test("any JSON is told without failing", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (evidence, by) => {
      for (const line of describeEvidence(evidence as Record<string, unknown>, by)) {
        expect(typeof line.text).toBe("string");
      }
    }),
  );
});

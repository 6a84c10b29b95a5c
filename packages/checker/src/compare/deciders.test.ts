/** Which decider speaks for which pair, and what its certificate carries. */
import { describe, expect, it } from "vitest";
import { checkAnswer } from "../index.ts";

describe("the decider that settles a pair", () => {
  it.each([
    ["1/2", "0.5", "rational"],
    ["x\\cdot x", "x^2", "structural"],
    ["1-1/e", "1+1/e", "independence"],
    ["\\sqrt2+\\sqrt3", "\\sqrt5", "independence"],
    ["\\frac{1}{x+1}+\\frac{1}{x-1}", "\\frac{2x}{x^2-1}", "field"],
    ["\\frac{1}{x+1}+\\frac{1}{x-1}", "\\frac{2}{x^2-1}", "field"],
    ["\\infty", "-\\infty", "infinity"],
    ["9^{9^{9^9}}", "9^{9^{9^8}}", "magnitude"],
    ["\\sqrt[3]{2+\\sqrt5}+\\sqrt[3]{2-\\sqrt5}", "1", "balls"],
    ["\\sin 1", "\\cos 1", "balls"],
    ["\\sin 2x", "2\\sin x\\cos x", "field"],
    ["\\arctan\\frac12+\\arctan\\frac13", "\\frac{\\pi}{4}", "angles"],
    ["\\sin x", "x", "points"],
    ["1/0", "1/0", "undefined"],
    ["\\text{red}", "blue", "text"],
    ["(A)", "A", "choice"],
    ["[0,1)", "0\\le x<1", "intervals"],
    ["3,4", "4,3", "list"],
    ["(3,4)", "(4,3)", "tuple"],
    ["5", "the quick fox", "text_against_mathematics"],
    ["33.3", "100/3", "rounding"],
  ])("%s and %s: %s", (gold, answer, decider) =>
    expect(checkAnswer(gold, answer)).toMatchObject({ evidence: { decider } }),
  );
});

describe("certificates", () => {
  it("a witness is a point", () => {
    expect(checkAnswer("\\sin x", "x")).toMatchObject({
      evidence: { certificate: { at: [expect.stringMatching(/^x = -?\d+/u)] } },
    });
  });
  it("a field image names its prime, equality its error bound", () => {
    expect(checkAnswer("\\frac{1}{x+1}", "\\frac{1}{x+2}")).toMatchObject({ relation: "different" });
    expect(checkAnswer("\\frac{x}{x+1}+\\frac{1}{x+1}", "\\frac{x+1}{x+1}")).toMatchObject({
      relation: "equal",
    });
    expect(checkAnswer("\\frac{1}{x+1}+\\frac{1}{x-1}", "\\frac{2x}{x^2-1}")).toMatchObject({
      evidence: { certificate: { errorBelow: expect.stringMatching(/^2\^-1\d\d$/u) } },
    });
  });
  it("algebraic equality carries its separation bound", () => {
    expect(checkAnswer("\\sqrt{5+2\\sqrt6}", "\\sqrt2+\\sqrt3")).toMatchObject({
      relation: "equal",
      evidence: { certificate: { separation: expect.stringMatching(/^2\^-/u) } },
    });
  });
  it("an estimate says so", () => {
    expect(checkAnswer("\\int_0^1 e^{\\sin x} dx", "2")).toMatchObject({
      relation: "different",
      evidence: { certificate: { estimated: true } },
    });
  });
  it("a parse failure is the certificate of a text against mathematics", () => {
    expect(checkAnswer("5", "the fox")).toMatchObject({
      evidence: { certificate: { code: "unknown_word", start: 0, end: 3 } },
    });
  });
  it("leniencies are named in the order in which they were applied", () => {
    expect(checkAnswer("x = 5 \\text{ cm}", "5")).toMatchObject({
      evidence: { leniencies: ["assignment", "unit"] },
    });
    expect(checkAnswer("1.234,5", "1234.5")).toMatchObject({ evidence: { leniencies: ["decimal_comma"] } });
  });
});

/** Inputs made to hang, overflow or exhaust: each is answered within the default fuel. */
import { describe, expect, it } from "vitest";
import { checkAnswer, readAnswer } from "./index.ts";

const repeat = (text: string, count: number): string => text.repeat(count);

describe("hostile inputs end in a verdict", () => {
  it.each([
    ["100,000 digits", repeat("7", 100_000), repeat("7", 100_000), "equal"],
    ["100,000 digits, the last one off", repeat("7", 100_000), `${repeat("7", 99_999)}8`, "different"],
    ["300 nested parentheses", `${repeat("(", 300)}x+1${repeat(")", 300)}`, "1+x", "equal"],
    ["5,000 nested parentheses", "1", `${repeat("(", 5000)}1${repeat(")", 5000)}`, "undecided"],
    ["5,000 factorials", "1", `9${repeat("!", 5000)}`, "undecided"],
    ["5,000 factorials of percentages", "1", `9${repeat("!%", 5000)}`, "undecided"],
    ["20,000 minus signs", "1", `${repeat("-", 20_000)}1`, "undecided"],
    ["a text of 500,000 characters", "1", repeat("word ", 100_000), "different"],
    ["a tower", "9^{9^{9^9}}", "1", "different"],
    ["two towers", "10^{10^{10^{10}}}", "10^{10}", "different"],
    ["the same tower", "2^{2^{100}}", "2^{2^{100}}", "equal"],
    ["factorials of a million", "1000000!", "3000000!", "different"],
    ["60 factorials in brackets", "1", `${repeat("(", 60)}9${repeat(")!", 60)}`, "undecided"],
    ["tiny numbers", "\\frac{1}{2004!}", "\\frac{1}{2006!}", "different"],
    ["a quotient of factorials", "\\frac{100000!}{99999!}", "100000", "equal"],
    ["a tower modulo 10", "7^{7^{7^{7}}} \\pmod{10}", "3", "equal"],
    ["a sum of 10^9 terms", "\\sum_{k=1}^{1000000000} \\frac{1}{k}", "14", "undecided"],
    ["a binomial beyond writing", "\\binom{1000000000}{500000000}", "7", "different"],
    ["a power of a thousand", "(x+1)^{1000}", "(1+x)^{1000}", "equal"],
    ["thirty sums multiplied", repeat("(x+y+z+1)", 30), "(1+x+y+z)^{30}", "equal"],
    [
      "6,000 fractions",
      Array.from({ length: 3000 }, (_, n) => `1/${n + 10_007}`).join("+"),
      "1",
      "undecided",
    ],
    ["a long fraction", `\\frac{${repeat("7", 50_000)}}{${repeat("3", 50_000)}}`, "2", "undecided"],
    [
      "2,000 items backwards",
      Array.from({ length: 2000 }, (_, n) => n).join(", "),
      Array.from({ length: 2000 }, (_, n) => 1999 - n).join(", "),
      "equal",
    ],
    ["a tower of 60 levels without braces", "7", `${repeat("10^", 60)}1`, "undecided"],
    ["10,000 plus-minus signs in a row", "1", repeat("\\pm 1", 10_000), "undecided"],
    ["3,000 unmatched bars", "1", repeat("||x", 3000), "undecided"],
    ["a superscript at the end", "1500000", "1.5×10⁶", "equal"],
    ["an overline without digits", "1", "2\\lcm(0.\\overline{x}_{ij}42, 2)000", "different"],
  ])("%s", (_name, gold, answer, relation) => {
    const result = checkAnswer(gold, answer);
    expect(result).toMatchObject({ status: "compared", relation });
    expect(result.fuel).toBeLessThanOrEqual(400_000);
  });

  it("reads texts beyond the limit to their last word", () => {
    const long = repeat("word ", 80_000);
    expect(checkAnswer(`${long}red`, `${long}red`)).toMatchObject({ relation: "equal" });
    expect(checkAnswer(`${long}red`, `${long}blue`)).toMatchObject({ relation: "different" });
  });

  it("gives the same verdict and fuel every time", () => {
    const once = checkAnswer("\\sin(2x)", "2\\sin x\\cos x");
    expect(checkAnswer("\\sin(2x)", "2\\sin x\\cos x")).toEqual(once);
  });

  it("stays within a fuel that the caller sets", () => {
    const result = checkAnswer("\\int_0^1 e^{\\sin x} dx", "0.7468", { fuel: 1000 });
    expect(result).toMatchObject({ relation: "undecided", accepted: null });
    expect(result.fuel).toBeLessThanOrEqual(1000);
  });

  it("reads what is broken without throwing", () => {
    for (const text of [
      "\\frac{1}{",
      "}{",
      "|",
      "^",
      "_",
      "\\begin{pmatrix}",
      "\\sqrt[",
      "\\left(",
      "\\int",
      "\u0000",
      "\ud800",
    ]) {
      expect(() => readAnswer(text)).not.toThrow();
      expect(() => checkAnswer(text, text)).not.toThrow();
    }
  });
});

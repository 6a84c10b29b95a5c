import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findQuote } from "./findQuote.ts";

describe("a quote", () => {
  test.each([
    ["letter for letter", "We get 2+2=5 now.", "2+2=5", "2+2=5"],
    ["over a line break", "so  2+2\n= 5.", "2+2 = 5", "2+2\n= 5"],
    ["with space at its ends", "x = 1, y = 2", "  y = 2\n", "y = 2"],
    ["with the backslash that JSON took", "Then \\frac{1}{2} < 1.", "\frac{1}{2}", "\\frac{1}{2}"],
    ["with \\theta read as a tab", "Let \\theta = \\frac12.", "\theta = \frac12", "\\theta = \\frac12"],
    [
      "with a real line break beside a taken backslash",
      "a\nb = \\frac12",
      "a\nb = \frac12",
      "a\nb = \\frac12",
    ],
    ["with \\neq read as a line break", "x \\neq 0", "x \neq 0", "x \\neq 0"],
  ])("is found %s", (_, candidate, quote, found) => {
    const span = findQuote(candidate, quote);
    expect(span && candidate.slice(span.start, span.end)).toBe(found);
  });

  test.each([
    ["other words", "2+2=4", "2+2=5"],
    ["another case", "Hence X", "hence x"],
    ["joined words", "a b", "ab"],
    ["nothing", "a b", "  "],
    ["anything in nothing", "", "a"],
  ])("is not %s", (_, candidate, quote) => {
    expect(findQuote(candidate, quote)).toBeNull();
  });

  test("law: what is found is the quote but for white space, and every part of a text is found in it", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "😀"), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.nat(40), fc.nat(40), (candidate, from, length) => {
        const quote = candidate.slice(from, from + length);
        const span = findQuote(candidate, quote);
        const found = span === null ? null : collapse(candidate.slice(span.start, span.end));
        expect(found).toBe(collapse(quote) === "" ? null : collapse(quote));
      }),
    );
  });
});

const collapse = (text: string) => text.trim().replace(/\s+/gu, " ");

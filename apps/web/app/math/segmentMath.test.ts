import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { segmentMath } from "./segmentMath.ts";

const formulas = (text: string) =>
  segmentMath(text).flatMap((piece) => (piece.kind === "math" ? [piece.tex] : []));

describe("formulas in a response", () => {
  test.each<[string, string[]]>([
    ["no formula at all", []],
    ["so $x = 1$.", ["x = 1"]],
    ["$$x^2$$ and \\[y\\] and \\(z\\)", ["x^2", "y", "z"]],
    ["a bare \\boxed{\\frac{1}{2}} here", ["\\boxed{\\frac{1}{2}}"]],
    ["$\\boxed{3}$ once", ["\\boxed{3}"]],
    ["\\begin{align*}a&=b\\end{align*}", ["\\begin{align*}a&=b\\end{align*}"]],
    ["\\begin{itemize}x\\end{itemize}", []],
    ["she has $5 and he has $6", []],
    ["from $10 to $20 each", []],
    ["it costs \\$5 or $n$ dollars", ["n"]],
    ["$ x $ is spaced", []],
    ["$a\n\nb$ spans paragraphs", []],
    ["unclosed $x and more", []],
    ["unclosed \\boxed{1", []],
    ["$$  $$ is empty", []],
  ])("%j holds %j", (text, expected) => expect(formulas(text)).toEqual(expected));

  test("display formulas are told from inline ones", () => {
    const shown = segmentMath("\\[a\\]\\(b\\)").flatMap((piece) =>
      piece.kind === "math" ? [piece.display] : [],
    );
    expect(shown).toEqual([true, false]);
  });
});

test("pieces cover any text exactly, in order, none empty", () => {
  const bit = fc.constantFrom(
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\\boxed{",
    "{",
    "}",
    "\\",
    "x",
    " ",
    "\n",
    "5",
    "🙂",
  );
  fc.assert(
    fc.property(fc.array(bit, { maxLength: 40 }), (bits) => {
      const text = bits.join("");
      let at = 0;
      for (const piece of segmentMath(text)) {
        expect(piece.start).toBe(at);
        expect(piece.end).toBeGreaterThan(piece.start);
        at = piece.end;
      }
      expect(at).toBe(text.length);
    }),
  );
});

test("200 KB of dollar signs are read in far less than a second", () => {
  const started = performance.now();
  segmentMath("$x ".repeat(70_000));
  segmentMath("\\boxed{".repeat(30_000));
  expect(performance.now() - started).toBeLessThan(1000);
});

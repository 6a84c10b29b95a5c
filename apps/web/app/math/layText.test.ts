import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layText, MAX_FORMULAS } from "./layText.ts";
import { renderMath } from "./renderMath.ts";

const runsOf = (text: string, span: { start: number; end: number } | null = null) =>
  layText(text, span).paragraphs.flat();
const markedOf = (text: string, wanted: string) => {
  const start = text.lastIndexOf(wanted);
  return runsOf(text, { start, end: start + wanted.length })
    .filter((run) => run.marked)
    .map((run) => run.source);
};

describe("a marked span", () => {
  test.each([
    ["the answer is 42.", "42", ["42"]],
    ["so $x=7$ holds", "7", ["$x=7$"]],
    ["is $3$ or 4 here", "$3$ or 4", ["$3$", " or 4"]],
    ["\\boxed{\\frac{1}{2}}", "\\frac{1}{2}", ["\\boxed{\\frac{1}{2}}"]],
  ])("in %j of %j marks %j", (text, wanted, expected) => expect(markedOf(text, wanted)).toEqual(expected));

  test("outside of the text marks nothing", () => {
    expect(runsOf("short", { start: 90, end: 95 }).some((run) => run.marked)).toBe(false);
  });
});

test("nothing of a text is lost, whatever is marked", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 60, unit: "grapheme" }),
      fc.nat(60),
      fc.nat(60),
      (text, start, end) => {
        expect(
          runsOf(text, { start, end })
            .map((run) => run.source)
            .join(""),
        ).toBe(text);
      },
    ),
  );
});

test("an empty line starts a paragraph, a formula never breaks", () => {
  expect(layText("a\n\nb $x$ c\n\n\nd").paragraphs).toHaveLength(3);
});

test("formulas beyond the bound stay as written, and the page is told", () => {
  const { paragraphs, cut } = layText("$x$ ".repeat(MAX_FORMULAS + 5));
  const shown = paragraphs.flat();
  expect(cut).toBe(true);
  expect(shown.filter((run) => run.mathml !== undefined)).toHaveLength(MAX_FORMULAS);
});

describe("hostile formulas", () => {
  test.each([
    ["\\href{javascript:alert(1)}{x}"],
    ["\\url{javascript:alert(1)}"],
    ["\\htmlData{a=b}{x}"],
    ["\\includegraphics{http://example.org/a.png}"],
    ["\\text{<script>alert(1)</script>}"],
    ["\\text{<img src=x onerror=alert(1)>}"],
  ])("%s gives no link, no script, no image", (tex) => {
    expect(renderMath(tex, false) ?? "").not.toMatch(
      /<(?:script|img|a|iframe)\b|<\w+[^>]*\s(?:href|on\w+)=/iu,
    );
  });

  test("a macro that never ends is refused", () => {
    expect(renderMath("\\def\\a{\\a\\a}\\a", false)).toBeNull();
  });

  test("no size is larger than the limit", () => {
    expect(renderMath("\\rule{500em}{500em}", false) ?? "").not.toMatch(/500em/u);
  });
});

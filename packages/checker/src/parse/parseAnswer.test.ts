import { describe, expect, it } from "vitest";
import { printNode } from "../ast/print.ts";
import { parseAnswer } from "./parseAnswer.ts";

const form = (text: string): string => printNode(parseAnswer(text).node);

describe("reading", () => {
  it.each([
    ["\\frac12", "1 / 2"],
    ["\\dfrac{3}{4}x", "(3 / 4) * x"],
    ["1,234.5", "2469/2"],
    ["1\\,234", "1234"],
    ["14{,}916", "14916"],
    ["11,\\! 111", "11111"],
    ["11 5/6", "71/6"],
    ["-3\\frac{1}{2}", "-(7/2)"],
    ["0.1\\overline{6}", "1/6"],
    ["0.(3)", "1/3"],
    ["2.5E2", "250"],
    ["\\sin a \\cos b", "\\sin(a) * \\cos(b)"],
    ["\\sin^{-1} x", "\\arcsin(x)"],
    ["\\cos(x)^2", "\\cos(x)^{2}"],
    ["\\log_2 8", "\\log_{2}(8)"],
    ["2^-3", "2^{-3}"],
    ["2^3^2", "2^{3^{2}}"],
    ["-x^2", "-x^{2}"],
    ["|x||y|", "\\lvert x \\rvert * \\lvert y \\rvert"],
    ["||x||", "\\lvert \\lvert x \\rvert \\rvert"],
    ["5 apples and 3 oranges", "5 \\text{apples}, 3 \\text{oranges}"],
    ["440\\text{ cm}^2", "440 \\text{cm^2}"],
    ["152A_{11}", "152A_{11}"],
    ["x_{i,j}^2", "\\text{x}_{i,j}^{2}".replace("\\text{x}", "x")],
    ["21,16 or 11", "21, 16, 11"],
    ["p=5,q=2;p=7,q=2", "p = 5, q = 2; p = 7, q = 2"],
    ["\\int_0^1 e^{-x^2} dx", "\\int_{0}^{1} e^{-x^{2}} dx"],
    ["\\int \\frac{3 dz}{z}", "\\int 3 / z dz"],
    ["\\{x | x > 3\\}", "\\{x | x > 3\\}"],
    ["forty-two", "42"],
    ["two thirds", "2/3"],
    ["x = 5+5+1 = 7 = 11", "x = 5 + 5 + 1 = 7 = 11"],
    ["\\\\left(\\\\frac{1}{5},2\\\\right)", "(1 / 5, 2)"],
    ["['a', 'b']", "[a, b]"],
    ["x²+1", "x^{2} + 1"],
    ["∛8", "\\sqrt[3]{8}"],
    ["3½", "7/2"],
  ])("%s is %s", (text, printed) => expect(form(text)).toBe(printed));

  it("gives the other readings of an ambiguous notation by name", () => {
    expect(parseAnswer("1/2x").alternatives.map((reading) => reading.leniency)).toEqual(["implied_product"]);
    expect(parseAnswer("1,234").alternatives.map((reading) => reading.leniency)).toEqual(["comma_list"]);
    expect(parseAnswer("1,5").alternatives.map((reading) => reading.leniency)).toEqual(["decimal_comma"]);
  });
});

describe("printing and reading again", () => {
  it.each([
    "x+1",
    "\\frac{x+1}{2}",
    "-(x-y)",
    "(a+b)^{2n}",
    "\\sqrt[3]{x^2+1}",
    "\\sin(2x)",
    "[0,1)",
    "(1, 2, 3)",
    "\\{1,2\\}",
    "x \\le 3",
    "a < b \\le c",
    "3:4",
    "(-\\infty,3)\\cup[4,5]",
    "\\lfloor x\\rfloor",
    "n!",
    "\\binom{n}{k}",
    "\\sum_{k=1}^{n} k^2",
    "5^\\circ",
    "20\\%",
    "x_{1} = 2",
    "\\pm 3",
    "1 \\pm \\sqrt{2}",
    "|x-1|",
    "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
    "\\begin{cases}x&x>0\\\\0&x \\le 0\\end{cases}",
    "\\lim_{x\\to 0} \\frac{x}{2}",
    "f(x)=x^2",
    "12 \\text{ cm}",
    "2, 3; 4, 5",
    "\\mathbb{R}\\setminus\\{2\\}",
  ])("%s", (text) => {
    const printed = form(text);
    expect(form(printed)).toBe(printed);
  });
});

describe("every failure has a code and a span", () => {
  it.each([
    ["  ", "empty", [0, 2]],
    ["3 +", "unexpected_end", [3, 3]],
    ["(1, 2", "unexpected_end", [5, 5]],
    ["\\frac{1}{2)", "missing_close", [10, 11]],
    ["2 + ) 3", "unexpected_token", [4, 5]],
    ["\\foo{3}", "unknown_command", [0, 4]],
    ["the quick fox", "unknown_word", [0, 3]],
    ["\\sin", "bad_argument", [0, 4]],
    ["\\begin{picture}x\\end{picture}", "bad_environment", [0, 15]],
  ])("%s: %s", (text, code, [start, end]) => {
    expect(parseAnswer(text).failure).toMatchObject({ code, span: { start, end } });
  });

  it("too deep and too long", () => {
    expect(parseAnswer("(".repeat(2000)).failure?.code).toBe("too_deep");
    expect(parseAnswer("x".repeat(300_001)).failure?.code).toBe("too_long");
    expect(parseAnswer("1+".repeat(20_000)).failure?.code).toBe("too_long");
  });
});

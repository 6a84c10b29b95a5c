import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkResponse, checkSteps } from "./checkSteps.ts";
import { toSteps } from "./splitSteps.ts";

/** All claims of a response as "outcome: text". */
const claims = (...steps: string[]) =>
  checkSteps(toSteps(steps)).steps.flatMap((step) =>
    step.claims.map(({ outcome, text }) => `${outcome}: ${text}`),
  );
const reasons = (...steps: string[]) =>
  checkSteps(toSteps(steps)).steps.flatMap((step) =>
    step.claims.map(({ outcome, reason }) => `${outcome}: ${reason}`),
  );

describe("a true calculation holds, the same with one number changed fails", () => {
  test.each([
    ["plain", "48 / 2 = 24", "48 / 2 = 25"],
    ["a calculator annotation", "He has <<48/2=24>>24 left.", "He has <<48/2=25>>25 left."],
    ["words for the signs", "48 divided by 2 = 24", "48 divided by 2 = 25"],
    ["LaTeX between dollars", "So $\\frac{48}{2} = 24$.", "So $\\frac{48}{2} = 25$."],
    ["a display formula over lines", "\\[ 3 + 4 \\\\ = 7 \\]", "\\[ 3 + 4 \\\\ = 8 \\]"],
    [
      "align",
      "\\begin{align*} 3 \\cdot 4 &= 12 \\end{align*}",
      "\\begin{align*} 3 \\cdot 4 &= 13 \\end{align*}",
    ],
    ["prices", "It costs $5 * 3 + $1 = $16.", "It costs $5 * 3 + $1 = $17."],
    ["units", "6 feet * 8 feet = 48 square feet", "6 feet * 8 feet = 49 square feet"],
    ["a fraction of units", "$18/50 kg = $0.36/kg", "$18/50 kg = $0.38/kg"],
    ["percent of", "20% of 50 = 10", "20% of 50 = 11"],
    ["percent of is no label", "20% * 50 = 10", "20% * 50 = 1000"],
    ["percent as a label", "(150 / 600) * 100 = 25%", "(150 / 600) * 100 = 35%"],
    ["thousands", "12,000 + 345 = 12,345", "12,000 + 345 = 12,346"],
    ["the sign x", "5 x 3 = 15", "5 x 3 = 16"],
    ["negatives", "(-9 - 5 - 0) = -14", "(-9 - 5 - 0) = -15"],
    ["roots", "$\\sqrt{9} + 4 = 7$", "$\\sqrt{9} + 4 = 8$"],
    ["powers in Python", "2**10 = 1024", "2**10 = 1025"],
    ["factorials before an equality sign", "We have 7*2!=14 seats.", "We have 7*2!=15 seats."],
    ["a product without a sign", "0.5(10) + 1 = 6", "0.5(10) + 1 = 7"],
    ["a repeating decimal", "0.1(6) * 6 = 1", "0.1(6) * 6 = 2"],
    ["a line over the period", "$0.1\\overline{6} * 6 = 1$", "$0.1\\overline{6} * 6 = 2$"],
    ["mixed numbers", "3 1/2 + 1/2 = 4", "3 1/2 + 1/2 = 5"],
    ["bold results", "3 * 4 = **12**", "3 * 4 = **13**"],
    ["an order", "$2 < \\sqrt{5}$", "$3 < \\sqrt{5}$"],
    ["an identity", "$x^2 - 1 = (x-1)(x+1)$", "$x^2 - 1 = (x-1)(x+1) + 1$"],
    ["like terms", "x - 0.24x = 0.76x", "x - 0.24x = 0.75x"],
  ])("%s", (_, right, wrong) => {
    expect(
      claims(right).every((claim) => claim.startsWith("holds")),
      String(claims(right)),
    ).toBe(true);
    expect(claims(right)).not.toEqual([]);
    expect(
      claims(wrong).some((claim) => claim.startsWith("fails")),
      String(claims(wrong)),
    ).toBe(true);
  });
});

describe("what is no claim about all values never fails", () => {
  test.each([
    ["an equation to be solved", "2x + 3 = 7", ["undecided: not_for_all"]],
    ["a definition", "Let $f(x) = x^2 + 1$.", ["undecided: not_for_all"]],
    ["two equations", "3p + q = 124 and 5p + q = 182", ["undecided: not_for_all", "undecided: not_for_all"]],
    ["an assignment", "x = 5", ["undecided: not_for_all"]],
    ["a year before an equality sign", "Expenses in 2014 = 20 * 3", []],
    ["a part of what is said in words", "half of 12 + 3 = 9", []],
    ["a sum that goes on in words", "10 + tax = 12", []],
    ["a remainder", "17 / 5 = 3 remainder 2", []],
    ["a ratio and a time", "2:3 = 4:6, from 3:30 + 1 = 4:30", []],
    ["a sum with dots", "1 + 2 + ... + 10 = 55", []],
    ["things and their price", "3 pencils + 1 eraser = 124 cents", ["undecided: units"]],
    ["minutes that become hours", "30 minutes * 2 = 1 hour", ["undecided: units"]],
    ["feet and inches", "1 foot + 6 inches = 18 inches", ["undecided: units"]],
    ["a rejected equation", "And $1 = 3 + 4$ is clearly not true.", ["undecided: hedged"]],
    ["a trial", "Testing gives 2 * 5 = 11.", ["undecided: hedged"]],
    ["another base", "In base 9, 5 + 8 = 14.", ["undecided: other_arithmetic"]],
    ["an alternative", "So x-1=0 or x-5=0.", ["undecided: not_for_all"]],
    ["a lost power", "16x2 = 64", ["undecided: ambiguous"]],
    ["an increment", "i = i + 1", ["undecided: not_for_all"]],
    ["trigonometry in degrees or not", "sin(30) = 0.7", ["undecided: ambiguous"]],
  ])("%s", (_, text, expected) => expect(reasons(text)).toEqual(expected));
});

describe("rounding is decided by the printed digits", () => {
  test.each([
    ["75 / 55 = 1.36", ["holds: rounds"]],
    ["2 / 3 = 0.67", ["holds: rounds"]],
    ["2 / 3 = 0.66", ["undecided: cut_off"]],
    ["2 / 3 = 0.68", ["fails: different"]],
    ["10 / 3 ≈ 3.33", ["holds: rounds"]],
    ["\\pi / 4 \\approx 0.785", ["holds: rounds"]],
    ["10 / 3 ≈ 3.9", ["fails: different"]],
    ["0.5 - 0.4 = 0.09999999999999998", ["holds: rounds"]],
    ["54 / 8 = 6", ["undecided: cut_off"]],
    ["3 + 4 = 8", ["fails: different"]],
  ])("%s", (text, expected) => expect(reasons(text)).toEqual(expected));

  test("a number that was rounded before may be off by its last digit afterwards", () => {
    expect(reasons("10 / 3 = 3.3", "3.3 * 3 = 10.0")).toEqual([
      "holds: rounds",
      "undecided: rounded_operands",
    ]);
    expect(reasons("3.3 * 3 = 10.2")).toEqual(["fails: different"]);
  });
});

describe("what was said before is in scope", () => {
  test.each<[string, string[], string[]]>([
    [
      "a solution",
      ["0.76x = 40000", "Dividing both sides by 0.76, we get: x = 50000."],
      ["fails: no_solution_of"],
    ],
    ["the right solution", ["3x = 12", "Dividing both sides by 3, we get: x = 4."], ["holds: equal"]],
    ["a rounded solution", ["3x = 10", "Dividing both sides by 3, we get x = 3.33."], ["holds: rounds"]],
    ["a wrong transformation", ["3x - 2 = 7", "Adding 2 to both sides: 3x = 10."], ["fails: no_solution_of"]],
    ["a new equation", ["3x = 12", "We are given that 2x = 10."], ["undecided: not_for_all"]],
    ["another case", ["x - 1 = 0", "If x = 5, we are done."], ["undecided: not_for_all"]],
    ["values put in", ["Let x = 5.", "2x + 3 = 2(5) + 3 = 13"], ["holds: equal", "holds: equal"]],
    ["values put in wrongly", ["Let x = 5.", "2x + 3 = 3(5) + 3 = 18"], ["fails: different", "holds: equal"]],
    ["a rewriting", ["g(x) = (x+5)^2 + 3x", "Expanding, g(x) = x^2 + 10x + 25 + 3x."], ["holds: equal"]],
    ["a wrong rewriting", ["g(x) = (x+5)^2", "Expanding, g(x) = x^2 + 5x + 25."], ["fails: different"]],
    ["a named probability", ["P(X=4) = 3/4 * 1/4", "This simplifies to P(X=4) = 3/8."], ["fails: different"]],
    ["an equation regrouped", ["10t - 2t = 3s + g - s", "This simplifies to 8t = 2s + g."], ["holds: equal"]],
    [
      "regrouped wrongly",
      ["10t - 2t = 3s + g - s", "This simplifies to 8t = 4s + g."],
      ["fails: not_equivalent"],
    ],
    ["a later link", ["y = (x+1)^2 = x^2 + x + 1"], ["undecided: not_for_all", "fails: never_equal"]],
  ])("%s", (_, steps, expected) => expect(reasons(...steps).slice(-expected.length)).toEqual(expected));
});

describe("the report", () => {
  const response = "Step 1: We have 48/2 = 24 and $2 \\cdot 3=6$.\nStep 2: So 48 + 24 = 71.\nStep 3: Done.";

  test("names the first failing step and what each step is", () => {
    const report = checkResponse(response);
    expect(report.firstFailingStep).toBe(1);
    expect(report.steps.map(({ outcome }) => outcome)).toEqual(["holds", "fails", "no_claim"]);
  });

  test("spans point at the claims in the response", () => {
    const found = checkResponse(response).steps.flatMap((step) => step.claims);
    expect(found.map(({ span }) => response.slice(span.start, span.end))).toEqual([
      "48/2 = 24",
      "2 \\cdot 3=6",
      "48 + 24 = 71",
    ]);
    expect(found.map(({ text }) => text)).toEqual(
      found.map(({ span }) => response.slice(span.start, span.end)),
    );
    expect(found[2]?.span).toEqual({ start: 56, end: 68 });
  });

  test("without operations every claim is undecided, and the spent ones are counted", () => {
    const report = checkResponse(response, { fuel: 1 });
    expect(report.firstFailingStep).toBeNull();
    expect(report.steps[1]?.claims.map(({ reason }) => reason)).toEqual(["fuel"]);
    expect(checkResponse(response).fuel).toBeGreaterThan(20);
  });
});

describe("laws", () => {
  const integer = fc.integer({ min: -999, max: 999 });
  const operation = fc.constantFrom("+", "-", "*");
  const compute = (left: number, sign: string, right: number) =>
    sign === "+" ? left + right : sign === "-" ? left - right : left * right;
  const written = (value: number) => (value < 0 ? `(${value})` : String(value));

  test("a chain of true equalities never fails", () => {
    fc.assert(
      fc.property(
        integer,
        fc.array(fc.tuple(operation, integer), { minLength: 1, maxLength: 3 }),
        (start, rest) => {
          const chain: string[] = [];
          let value = start;
          for (const [sign, operand] of rest) {
            chain.push(`${written(value)} ${sign} ${written(operand)} = ${compute(value, sign, operand)}`);
            value = compute(value, sign, operand);
          }
          expect(checkResponse(chain.join("\n")).firstFailingStep).toBeNull();
        },
      ),
      { numRuns: 200 },
    );
  });

  test("one number changed in a true claim of integers makes it fail", () => {
    fc.assert(
      fc.property(integer, operation, integer, fc.integer({ min: 1, max: 50 }), (left, sign, right, off) => {
        const text = `${written(left)} ${sign} ${written(right)} = ${compute(left, sign, right) + off}`;
        expect(checkResponse(text).firstFailingStep, text).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  test("a product written out and multiplied is an identity in every letter", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("x", "y", "n", "t"),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (letter, p, q) => {
          const text = `$(${letter}+${p})(${letter}+${q}) = ${letter}^2 + ${p + q}${letter} + ${p * q}$`;
          expect(checkResponse(text).steps[0]?.outcome, text).toBe("holds");
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("hostile inputs end, and in time linear in their length", () => {
  test.each([
    ["equality signs", "=".repeat(10_000)],
    ["one long chain", "1=".repeat(5_000)],
    ["open brackets", "(".repeat(5_000)],
    ["nested brackets", `${"(".repeat(2_000)}1${")".repeat(2_000)} = 1`],
    ["brackets with relations", "(1=".repeat(3_000)],
    ["one long number", `${"9".repeat(10_000)} = 1 + 1`],
    ["thousands", "1,111".repeat(2_000)],
    ["dollars", "$a$ ".repeat(2_000)],
    ["backslashes", "\\".repeat(10_000)],
    ["annotations that never close", "<<1+1=2 ".repeat(2_000)],
    ["units without end", "5 a b c d e f ".repeat(2_000)],
    ["one sentence of claims", "1 + 1 = 3 and ".repeat(1_000)],
    ["towers", "9^{9^{9^9}} = 8^{8^{8^8}} ".repeat(300)],
    ["steps", "Step 1: 1=1\n".repeat(2_000)],
    ["names", "P(P(P(X=1".repeat(1_000)],
  ])(
    "%s",
    (_, text) => {
      const report = checkResponse(text, { fuel: 200_000 });
      expect(report.fuel).toBeLessThanOrEqual(200_000);
    },
    20_000,
  );

  test("any text gives a report", () => {
    const piece = fc.constantFrom(
      "1",
      "2",
      "x",
      "=",
      "+",
      "-",
      "*",
      "/",
      "(",
      ")",
      "$",
      "\\frac",
      "{",
      "}",
      "<<",
      ">>",
      " ",
      "\n",
      "%",
      ".",
      "^",
      "_",
      "of",
      "|",
      "≈",
      "<",
      "!",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        for (const step of checkResponse(text).steps) {
          for (const claim of step.claims)
            expect(text.slice(claim.span.start, claim.span.end)).toBe(claim.text);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

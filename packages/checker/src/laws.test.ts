/** Laws over random expressions: reading, rewriting and comparing agree with exact arithmetic that knows nothing of them. */
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  addRational,
  multiplyRational,
  powerRational,
  printRational,
  type Rational,
  rational,
  subtractRational,
} from "./exact/rational.ts";
import { checkAnswer } from "./index.ts";

interface Sample {
  readonly text: string;
  readonly value: Rational;
}

const leaf = fc
  .integer({ min: 0, max: 40 })
  .map((n): Sample => ({ text: String(n), value: rational(BigInt(n)) }));
const { sample } = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.tuple(tie("sample"), tie("sample"), fc.constantFrom("+", "-", "*", " \\cdot ")).map(
      ([a, b, sign]): Sample => ({
        text: `(${a.text}${sign}${b.text})`,
        value:
          sign === "+"
            ? addRational(a.value, b.value)
            : sign === "-"
              ? subtractRational(a.value, b.value)
              : multiplyRational(a.value, b.value),
      }),
    ),
    fc.tuple(tie("sample"), fc.integer({ min: 1, max: 9 })).map(
      ([a, n]): Sample => ({
        text: `\\frac{${a.text}}{${n}}`,
        value: multiplyRational(a.value, rational(1n, BigInt(n))),
      }),
    ),
    fc
      .tuple(tie("sample"), fc.integer({ min: 0, max: 3 }))
      .map(([a, n]): Sample => ({ text: `(${a.text})^{${n}}`, value: powerRational(a.value, n) })),
  ),
}));

const relation = (gold: string, answer: string): string => {
  const result = checkAnswer(gold, answer);
  return result.status === "compared" ? result.relation : result.status;
};

it("an expression equals its value and no neighbour of it", () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 1, max: 30 }), ({ text, value }, digits) => {
      const off = addRational(value, rational(1n, 10n ** BigInt(digits)));
      return (
        relation(printRational(value), text) === "equal" && relation(text, printRational(off)) === "different"
      );
    }),
    { numRuns: 150 },
  );
});

it("polynomials: distributing, and an offset that is never lost", () => {
  const polynomial = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 5 });
  const print = (coefficients: readonly number[]): string =>
    coefficients.map((c, k) => `(${c})x^{${k}}`).join("+");
  fc.assert(
    fc.property(polynomial, polynomial, fc.integer({ min: 1, max: 30 }), (a, b, digits) => {
      const product: number[] = Array.from({ length: a.length + b.length - 1 }, () => 0);
      for (const [i, x] of a.entries())
        for (const [j, y] of b.entries()) product[i + j] = (product[i + j] ?? 0) + x * y;
      const left = `(${print(a)})(${print(b)})`;
      return (
        relation(left, print(product)) === "equal" &&
        relation(left, `${print(product)}+10^{-${digits}}`) === "different"
      );
    }),
    { numRuns: 100 },
  );
});

it("comparing is reflexive and symmetric", () => {
  const texts = [
    "\\frac{1}{2}",
    "0.5",
    "x^2",
    "x\\cdot x",
    "(1,2)",
    "\\{1,2\\}",
    "1,2",
    "\\sqrt{2}",
    "1.41421356",
    "50\\%",
    "[0,1)",
    "x<3",
    "(-\\infty,3)",
    "\\text{yes}",
    "A",
    "x=1",
    "5 cm",
    "\\pi",
    "\\sin x",
    "2:3",
    "12:30",
  ];
  for (const a of texts) {
    expect(relation(a, a), a).toBe("equal");
    for (const b of texts) expect(relation(a, b), `${a} and ${b}`).toBe(relation(b, a));
  }
});

it("radicals, exponentials and angles with a tiny offset are never equal", () => {
  for (const form of [
    "\\sqrt{2}+\\sqrt{3}",
    "\\sqrt[3]{2+\\sqrt{5}}",
    "e^2",
    "\\ln 5",
    "\\sin 1",
    "\\cos\\frac{\\pi}{7}",
    "2^{\\sqrt{2}}",
    "\\arctan 3",
    "\\pi^2",
  ]) {
    for (const digits of [10, 20, 30, 60])
      expect(relation(form, `${form}+10^{-${digits}}`), `${form} off by 10^-${digits}`).toBe("different");
  }
});

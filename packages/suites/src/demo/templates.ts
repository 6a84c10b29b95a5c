/** The demonstration's problem templates, one function each, all integers small enough to follow by eye. */
import type { Random } from "../random.ts";
import { type DemoProblem, greatestCommonDivisor, toFraction } from "./problem.ts";

type Template = (random: Random) => DemoProblem;

const chain: Template = (random) => {
  const [a, b, c, d] = [
    random.integer(12, 48),
    random.integer(3, 9),
    random.integer(20, 90),
    random.integer(2, 9),
  ];
  return {
    statement: `Compute $${a} \\times ${b} - (${c} + ${d} \\times ${b})$.`,
    tags: ["arithmetic"],
    work(slip) {
      const product = slip(a * b);
      const inner = slip(d * b);
      const bracket = slip(c + inner);
      const result = slip(product - bracket);
      return {
        lines: [
          `First the product: $${a} \\times ${b} = ${product}$.`,
          `Inside the bracket: $${d} \\times ${b} = ${inner}$, so $${c} + ${inner} = ${bracket}$.`,
          `Then $${product} - ${bracket} = ${result}$.`,
        ],
        answer: String(result),
      };
    },
  };
};

/** Numerator and denominator of a fraction between 0 and 1 in lowest terms, as a problem would print it. */
function properFraction(random: Random): readonly [number, number] {
  const denominator = random.integer(3, 9);
  const numerator = random.integer(1, denominator - 1);
  return greatestCommonDivisor(numerator, denominator) === 1
    ? [numerator, denominator]
    : properFraction(random);
}

const fractions: Template = (random) => {
  const [a, b] = properFraction(random);
  const [c, d] = properFraction(random);
  return {
    statement: `Write $\\frac{${a}}{${b}} + \\frac{${c}}{${d}}$ as a fraction in lowest terms.`,
    tags: ["fractions"],
    work(slip) {
      const [left, right] = [slip(a * d), slip(c * b)];
      const [top, bottom] = [slip(left + right), b * d];
      const answer = toFraction(top, bottom);
      return {
        lines: [
          `Over the common denominator $${bottom}$ the numerators are $${a} \\cdot ${d} = ${left}$ and $${c} \\cdot ${b} = ${right}$.`,
          `Their sum is $${left} + ${right} = ${top}$, so the fraction is $\\frac{${top}}{${bottom}} = ${answer}$.`,
        ],
        answer,
      };
    },
  };
};

const linear: Template = (random) => {
  const [a, x, b] = [random.integer(3, 12), random.integer(-9, 15), random.integer(5, 60)];
  const right = a * x + b;
  return {
    statement: `Solve $${a}x + ${b} = ${right}$ for $x$.`,
    tags: ["algebra"],
    work(slip) {
      const moved = slip(right - b);
      const answer = toFraction(moved, a);
      return {
        lines: [`Subtract ${b} on both sides: $${a}x = ${moved}$.`, `Divide by ${a}: $x = ${answer}$.`],
        answer: `x = ${answer}`,
      };
    },
  };
};

const quadratic: Template = (random) => {
  const p = random.integer(-8, 8);
  const q = p + random.integer(1, 7);
  const [sum, product] = [p + q, p * q];
  const signed = (value: number) => (value < 0 ? `- ${-value}` : `+ ${value}`);
  return {
    statement: `Find all real solutions of $x^2 ${signed(-sum)}x ${signed(product)} = 0$. Give them as a set.`,
    tags: ["algebra", "sets"],
    work(slip) {
      const root = slip(p);
      const other = slip(sum - root);
      return {
        lines: [
          `Two numbers with sum $${sum}$ and product $${product}$ are needed.`,
          `One is $${root}$, so the other is $${sum} - (${root}) = ${other}$.`,
        ],
        answer: `\\{${other}, ${root}\\}`,
      };
    },
  };
};

const percent: Template = (random) => {
  const price = random.integer(4, 40) * 20;
  const [off, tax] = [random.integer(1, 8) * 5, random.integer(1, 4) * 5];
  return {
    statement: `A lamp costs \\$${price}. It is reduced by ${off}\\% and then a tax of ${tax}\\% is added. How many dollars are paid?`,
    tags: ["percent", "word problem"],
    work(slip) {
      const cut = slip((price * off) / 100);
      const reduced = slip(price - cut);
      const added = slip((reduced * tax) / 100);
      const paid = Math.round((reduced + added) * 100) / 100;
      return {
        lines: [
          `The reduction is $${cut}$, which leaves $${price} - ${cut} = ${reduced}$.`,
          `The tax on that is $${added}$.`,
          `Together: $${reduced} + ${added} = ${paid}$.`,
        ],
        answer: `\\$${paid}`,
      };
    },
  };
};

const powers: Template = (random) => {
  const [base, up, down] = [random.integer(2, 6), random.integer(5, 9), random.integer(2, 4)];
  return {
    statement: `Simplify $\\frac{${base}^{${up}}}{${base}^{${down}}}$ and give the value.`,
    tags: ["powers"],
    work(slip) {
      const exponent = slip(up - down);
      const value = base ** Math.max(0, exponent);
      return {
        lines: [
          `The exponents are subtracted: $${up} - ${down} = ${exponent}$.`,
          `So the value is $${base}^{${exponent}}$.`,
        ],
        answer: value > 5_000 ? `${base}^{${exponent}}` : String(value),
      };
    },
  };
};

export const DEMO_TEMPLATES: readonly [Template, ...Template[]] = [
  chain,
  fractions,
  linear,
  quadratic,
  percent,
  powers,
];

/** Fractions, mixed numbers, repeating decimals, continued fractions. */
import { type Family, lines, table } from "../family.ts";

const r = String.raw;

/** Denominators prime to each numerator, so that the lowest terms are as written. */
const PAIRS: readonly (readonly [number, number])[] = [
  [1, 2],
  [1, 3],
  [2, 3],
  [3, 4],
  [4, 5],
  [5, 6],
  [7, 8],
  [5, 9],
  [3, 7],
  [11, 12],
  [14, 3],
  [63, 400],
  [13, 28],
  [22, 7],
  [17, 36],
];
const MIXED: readonly (readonly [number, number, number])[] = [
  [1, 1, 4],
  [2, 2, 3],
  [11, 5, 6],
  [3, 1, 2],
  [7, 3, 8],
  [918, 1, 2],
  [5, 4, 9],
  [10, 1, 10],
];

export const fractions: readonly Family[] = [
  // Rule: p/q in all its spellings and not in lowest terms; reciprocal, sign and neighbours are others.
  table(
    "fractions",
    "fraction",
    lines(PAIRS, ([p, q]) =>
      [
        [
          `${p}/${q} ≡ \\frac{${p}}{${q}}`,
          `\\dfrac{${p}}{${q}}`,
          `\\tfrac{${p}}{${q}}`,
          `\\cfrac{${p}}{${q}}`,
          `\\frac{${2 * p}}{${2 * q}}`,
          `${3 * p}/${3 * q}`,
          `${p} / ${q}`,
          `\\frac{-${p}}{-${q}}`,
          `${p}\\div ${q}`,
          `{${p} \\over ${q}}`,
          `${p} \\cdot \\frac{1}{${q}}`,
          `${p}⁄${q}`,
        ].join(" ¦ "),
        [
          `${q}/${p}`,
          `-${p}/${q}`,
          `\\frac{${p + 1}}{${q}}`,
          `\\frac{${p}}{${q + 1}}`,
          `${p}/${10 * q}`,
          `${p}${q}`,
          `${p}`,
          `\\frac{${p}}{${q}} + 10^{-9}`,
        ].join(" ¦ "),
      ].join(" ≢ "),
    ),
  ),
  // Rule: a b/c in plain text and LaTeX; the improper fraction with the whole part dropped or multiplied is another.
  table(
    "mixed-numbers",
    "mixed number",
    lines(MIXED, ([whole, p, q]) =>
      [
        `${whole} ${p}/${q} ≡ ${whole}\\frac{${p}}{${q}} ¦ ${whole} \\frac{${p}}{${q}} ¦ \\frac{${whole * q + p}}{${q}} ¦ ${whole * q + p}/${q} ¦ ${whole} + ${p}/${q} ¦ ${whole}\\dfrac{${p}}{${q}}`,
        `${p}/${q} ¦ ${whole} ¦ \\frac{${whole * p}}{${q}} ¦ ${whole} ${p}/${q + 1} ¦ ${whole + 1} ${p}/${q} ¦ -${whole} ${p}/${q} ¦ ${whole * q + p + 1}/${q}`,
      ].join(" ≢ "),
    ),
  ),
  table(
    "short-fractions",
    "fraction",
    r`
\frac12 ≡ \frac{1}{2} ¦ \frac 1 2 ¦ \frac{1}2 ¦ \frac1{2} ¦ ½ ¦ 1/2 ≢ 12 ¦ \frac21 ¦ \frac13
\frac34 ≡ ¾ ¦ 0.75 ¦ \tfrac34 ≢ 34 ¦ \frac43 ¦ 0.34
-\frac{10}{9} ≡ \frac{-10}{9} ¦ \frac{10}{-9} ¦ -10/9 ¦ (-10)/9 ¦ -(10/9) ¦ −10/9 ≢ \frac{10}{9} ¦ -\frac{9}{10} ¦ -\frac{10}{19} ¦ \frac{-10}{-9}
\frac{a}{b} ≡ a/b ¦ a \div b ¦ \frac{2a}{2b} ¦ a b^{-1} ≢ b/a ¦ ab ¦ a-b ¦ \frac{a}{b+1} ¦ -\frac{a}{b}
\frac{1}{1+\frac{1}{2}} ≡ \frac{2}{3} ¦ 2/3 ¦ 1/(1+1/2) ≢ \frac{3}{2} ¦ 1/2 ¦ 1/1+1/2
\frac{\frac{1}{2}}{\frac{3}{4}} ≡ \frac{2}{3} ¦ (1/2)/(3/4) ≢ \frac{3}{8} ¦ \frac{3}{2} ¦ \frac{1}{6}
\cfrac{1}{1+\cfrac{1}{1+\cfrac{1}{2}}} ≡ \frac{3}{5} ¦ 0.6 ≢ \frac{5}{3} ¦ \frac{2}{3} ¦ \frac{5}{8}
1+\frac{1}{2}+\frac{1}{3} ≡ \frac{11}{6} ¦ 11/6 ¦ 1\frac56 ≢ \frac{5}{6} ¦ \frac{1}{6} ¦ \frac{3}{6} ¦ 1.83
`,
  ),
  table(
    "repeating-decimals",
    "repeating decimal",
    r`
\frac{1}{3} ≡ 0.\overline{3} ¦ 0.\bar{3} ¦ 0.(3) ¦ 0.3\overline{3} ¦ 0.\dot{3} ¦ .\overline{3} ≢ 0.3 ¦ 0.\overline{03} ¦ 0.\overline{34} ¦ 0.33
\frac{1}{7} ≡ 0.\overline{142857} ¦ 0.(142857) ¦ 0.14\overline{285714} ≢ 0.\overline{142856} ¦ 0.14285 ¦ 0.\overline{14285} ¦ 0.\overline{1428571}
\frac{1}{6} ≡ 0.1\overline{6} ¦ 0.1\bar{6} ¦ 0.1(6) ¦ 0.16\overline{6} ≢ 0.\overline{16} ¦ 0.16 ¦ 0.1\overline{7} ¦ 0.\overline{6}
1 ≡ 0.\overline{9} ¦ 0.9\overline{9} ¦ 0.(9) ≢ 0.9 ¦ 0.\overline{8} ¦ 0.99 ¦ 0.999
\frac{12}{99} ≡ 0.\overline{12} ¦ \frac{4}{33} ¦ 0.(12) ≢ 0.1\overline{2} ¦ 0.12 ¦ 0.\overline{21}
\frac{41}{333} ≡ 0.\overline{123} ¦ 0.(123) ≢ 0.\overline{132} ¦ 0.123 ¦ 0.12\overline{3}
2.\overline{3} ≡ \frac{7}{3} ¦ 7/3 ¦ 2\frac13 ¦ 2.(3) ≢ 2.3 ¦ \frac{23}{10} ¦ 2.\overline{31}
0.\overline{45} ≡ \frac{5}{11} ¦ 5/11 ¦ 0.45\overline{45} ≢ 0.45 ¦ \frac{9}{20} ¦ 0.4\overline{5}
0.58\overline{3} ≡ \frac{7}{12} ¦ 7/12 ≢ 0.\overline{583} ¦ 0.583 ¦ \frac{5}{12}
`,
  ),
];

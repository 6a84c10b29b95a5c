/** Polynomials, rational expressions, radicals, powers: identities and their near misses. */
import { type Family, lines, range, table } from "../family.ts";

const r = String.raw;

/** Writes `+ 3` or `- 3`. */
function signed(n: number): string {
  return n < 0 ? `- ${-n}` : `+ ${n}`;
}

const ROOTS: readonly (readonly [number, number])[] = [
  [1, 2],
  [1, -1],
  [2, 3],
  [-1, 4],
  [5, 5],
  [3, -7],
  [-2, -9],
  [10, 1],
  [6, -4],
  [8, 12],
  [-3, 11],
  [7, -5],
];

export const algebra: readonly Family[] = [
  // Rule: (x - a)(x - b) factored and expanded; each coefficient off by one, each sign turned, the root of one factor moved.
  table(
    "quadratics",
    "expression",
    lines(ROOTS, ([a, b]) => {
      const s = a + b;
      const p = a * b;
      const expanded = `x^2 ${signed(-s)}x ${signed(p)}`;
      return [
        `(x ${signed(-a)})(x ${signed(-b)}) ≡ ${expanded} ¦ ${signed(p).replace("+ ", "").replace("- ", "-")} ${signed(-s)}x + x^2 ¦ (x ${signed(-b)}) \\cdot (x ${signed(-a)}) ¦ x^{2} ${signed(-s)} x ${signed(p)} ¦ x*x ${signed(-s)}*x ${signed(p)} ¦ x(x ${signed(-s)}) ${signed(p)}`,
        `x^2 ${signed(-s)}x ${signed(p + 1)} ¦ x^2 ${signed(1 - s)}x ${signed(p)} ¦ x^2 ${signed(-s)}x ${signed(-p)} ¦ x^3 ${signed(-s)}x ${signed(p)} ¦ (x ${signed(-a)})(x ${signed(1 - b)}) ¦ -(x ${signed(-a)})(x ${signed(-b)}) ¦ (y ${signed(-a)})(y ${signed(-b)}) ¦ ${expanded} + 10^{-12}`,
      ].join(" ≢ ");
    }),
  ),
  // Rule: the binomial theorem for small n; one power more, one coefficient off.
  table(
    "binomial-powers",
    "expression",
    [
      r`
(x+1)^2 ≡ x^2+2x+1 ¦ (1+x)^2 ¦ x(x+2)+1 ¦ (x+1)(x+1) ¦ (-x-1)^2 ≢ x^2+1 ¦ x^2+x+1 ¦ x^2+2x ¦ (x-1)^2 ¦ (x+1)^3
(x-1)^3 ≡ x^3-3x^2+3x-1 ¦ -(1-x)^3 ¦ (x-1)^2(x-1) ≢ x^3-1 ¦ x^3-3x^2+3x+1 ¦ (1-x)^3 ¦ x^3-3x+3x-1
(a+b)^3 ≡ a^3+3a^2b+3ab^2+b^3 ¦ (b+a)^3 ¦ (a+b)(a^2+2ab+b^2) ≢ a^3+b^3 ¦ a^3+3ab+b^3 ¦ (a-b)^3 ¦ a^3+3a^2b+3ab^2-b^3
(x+y+z)^2 ≡ x^2+y^2+z^2+2xy+2yz+2zx ¦ (z+y+x)^2 ≢ x^2+y^2+z^2 ¦ x^2+y^2+z^2+xy+yz+zx ¦ (x+y-z)^2
(2x-3)^2 ≡ 4x^2-12x+9 ¦ (3-2x)^2 ¦ 4(x-\frac32)^2 ≢ 4x^2-9 ¦ 4x^2-12x-9 ¦ 2x^2-12x+9 ¦ (2x+3)^2
`,
      lines(
        range(4, 13),
        (n) =>
          `(x+1)^{${n}} ≡ (1+x)^{${n}} ¦ (x+1)^{${n - 1}}(x+1) ¦ (x+1)^2(x+1)^{${n - 2}} ≢ (x+1)^{${n + 1}} ¦ x^{${n}}+1 ¦ (x+1)^{${n}}+1 ¦ (x+2)^{${n}}`,
      ),
    ].join("\n"),
  ),
  table(
    "polynomials",
    "expression",
    r`
x^2-y^2 ≡ (x-y)(x+y) ¦ -(y^2-x^2) ¦ (x+y)(x-y) ≢ (x-y)^2 ¦ y^2-x^2 ¦ x^2+y^2 ¦ (x-y)(x-y)
x^3+y^3 ≡ (x+y)(x^2-xy+y^2) ¦ y^3+x^3 ≢ (x+y)^3 ¦ (x+y)(x^2+xy+y^2) ¦ x^3-y^3
x^4-1 ≡ (x-1)(x+1)(x^2+1) ¦ (x^2-1)(x^2+1) ≢ (x-1)^4 ¦ (x^2+1)^2 ¦ (x-1)(x+1)(x^2-1) ¦ x^4+1
x^4+4 ≡ (x^2+2x+2)(x^2-2x+2) ≢ (x^2+2)^2 ¦ (x^2+2x+2)^2 ¦ (x^2+2)(x^2-2)
7x(x-1)(x-2) ≡ 7x(x-2)(x-1) ¦ 7x^3-21x^2+14x ¦ 7(x^3-3x^2+2x) ≢ 7x(x-1)(x-3) ¦ 7x^3-21x^2+14 ¦ x(x-1)(x-2)
2-2p ≡ 2(1-p) ¦ -2p+2 ¦ -2(p-1) ≢ 2p-2 ¦ 2-p ¦ 2+2p ¦ 2-2q
5x+1 ≡ 1+5x ¦ x*5+1 ¦ 5 x+1 ¦ 5\cdot x + 1 ¦ 6x - x + 1 ≢ 5x-1 ¦ 5x ¦ 5(x+1) ¦ x+5 ¦ 51x
a(b+c) ≡ ab+ac ¦ (c+b)a ¦ ca+ba ≢ ab+c ¦ abc ¦ a+bc ¦ (a+b)c
-x^2+4x-3 ≡ (x-1)(3-x) ¦ -(x-1)(x-3) ¦ 4x-3-x^2 ≢ (x-1)(x-3) ¦ x^2-4x+3 ¦ -x^2+4x+3
-2x^2+4x+3 ≡ -2(x-1)^2+5 ¦ 5-2(x-1)^2 ≢ -2(x+1)^2+5 ¦ 2(x-1)^2+5 ¦ -2(x-1)^2-5
(r+5)^2 ≡ (r+5)(r+5) ¦ r^2+10r+25 ≢ r^2+25 ¦ (r+5)(r-5) ¦ r^2+5r+25
x+2n+1 ≡ 2n+x+1 ¦ 1+2n+x ≢ x+1 ¦ x+2n ¦ x+2n-1 ¦ 2x+n+1
(a+5)(b+2) ≡ ab+2a+5b+10 ¦ (b+2)(a+5) ≢ (+5)(b+2) ¦ ab+10 ¦ (a+2)(b+5) ¦ ab+2a+5b
xy ≡ yx ¦ x y ¦ x \cdot y ¦ x \times y ¦ x*y ≢ x+y ¦ x/y ¦ x^y ¦ 2xy
x_1+x_2 ≡ x_2+x_1 ¦ x_{1}+x_{2} ≢ x_1-x_2 ¦ x_1+x_3 ¦ 2x_1 ¦ x_{12}
n(n+1)/2 ≡ \frac{n(n+1)}{2} ¦ \frac{n^2+n}{2} ¦ \frac12 n(n+1) ¦ \binom{n+1}{2} ≢ \frac{n(n-1)}{2} ¦ n(n+1) ¦ \frac{n+1}{2} ¦ \frac{n^2+1}{2}
`,
  ),
  table(
    "rational-expressions",
    "expression",
    r`
\frac{x+2}{7} ≡ \frac{x}{7}+\frac{2}{7} ¦ (x+2)/7 ¦ \frac17(x+2) ≢ x+\frac27 ¦ \frac{x}{7}+2 ¦ \frac{x+7}{2}
\frac{x^2-1}{x-1} ≡ x+1 ¦ \frac{(x-1)(x+1)}{x-1} ≢ x-1 ¦ x^2-1 ¦ x ¦ \frac{x^2+1}{x-1}
\frac{1}{x}+\frac{1}{y} ≡ \frac{x+y}{xy} ¦ \frac{y+x}{xy} ¦ x^{-1}+y^{-1} ≢ \frac{1}{x+y} ¦ \frac{2}{x+y} ¦ \frac{2}{xy} ¦ \frac{1}{xy}
\frac{\pi r}{h+r} ≡ \frac{\pi r}{r+h} ¦ \frac{r \pi}{h+r} ¦ πr/(h+r) ≢ \frac{\pi r}{h-r} ¦ \frac{\pi h}{h+r} ¦ \frac{\pi r}{h}+r ¦ \frac{r}{h+r}
\frac{1}{1-x} ≡ -\frac{1}{x-1} ¦ \frac{-1}{x-1} ¦ (1-x)^{-1} ≢ \frac{1}{x-1} ¦ \frac{1}{1+x} ¦ 1-x ¦ 1-\frac1x
\frac{a}{b}+\frac{c}{d} ≡ \frac{ad+bc}{bd} ≢ \frac{a+c}{b+d} ¦ \frac{ac}{bd} ¦ \frac{ad-bc}{bd} ¦ \frac{ab+cd}{bd}
\frac{1}{n(n+1)} ≡ \frac1n-\frac{1}{n+1} ¦ \frac{1}{n^2+n} ≢ \frac1n+\frac1{n+1} ¦ \frac{1}{n+1}-\frac1n ¦ \frac{1}{n^2+1}
\frac{2x}{x^2-1} ≡ \frac{1}{x-1}+\frac{1}{x+1} ¦ \frac{2x}{(x-1)(x+1)} ≢ \frac{1}{x-1}-\frac{1}{x+1} ¦ \frac{2}{x^2-1} ¦ \frac{2x}{x^2+1}
\frac{x}{x+1} ≡ 1-\frac{1}{x+1} ¦ \frac{1}{1+1/x} ≢ 1+\frac{1}{x+1} ¦ \frac{x+1}{x} ¦ \frac{1}{x+1} ¦ \frac{x}{x-1}
\frac{4x}{(x-5)(x-3)} ≡ \frac{10}{x-5}-\frac{6}{x-3} ≢ \frac{10}{x-5}+\frac{6}{x-3} ¦ \frac{6}{x-5}-\frac{10}{x-3} ¦ \frac{4x}{(x+5)(x+3)}
`,
  ),
  table(
    "radicals",
    "radical",
    r`
\sqrt{8} ≡ 2\sqrt{2} ¦ 2 \sqrt 2 ¦ sqrt(8) ¦ 8^{1/2} ¦ 2*sqrt(2) ¦ \frac{4}{\sqrt{2}} ¦ √8 ≢ 4\sqrt{2} ¦ 2\sqrt{3} ¦ 2 ¦ 2.83 ¦ -2\sqrt{2} ¦ \sqrt{7}
\frac{\sqrt{3}}{3} ≡ \frac{1}{\sqrt{3}} ¦ sqrt(3)/3 ¦ \sqrt{\frac13} ¦ 3^{-1/2} ¦ \sqrt{3}/3 ≢ \sqrt{3} ¦ \frac{\sqrt{3}}{2} ¦ \frac13 ¦ \frac{3}{\sqrt{3}} ¦ 0.577
\sqrt{2}+\sqrt{5} ≡ \sqrt{5}+\sqrt{2} ¦ \sqrt 2+\sqrt 5 ¦ sqrt(2)+sqrt(5) ≢ \sqrt{7} ¦ \sqrt{5}-\sqrt{2} ¦ \sqrt{10} ¦ \sqrt{2}+5
3\sqrt{13} ≡ \sqrt{117} ¦ 3 \sqrt{13} ¦ 3*sqrt(13) ≢ \sqrt{39} ¦ 13\sqrt{3} ¦ 3\sqrt{12} ¦ 3+\sqrt{13}
\sqrt{3+2\sqrt{2}} ≡ 1+\sqrt{2} ¦ \sqrt{2}+1 ≢ 1-\sqrt{2} ¦ \sqrt{3}+\sqrt{2} ¦ 2+\sqrt{2} ¦ 1+\sqrt{3}
\sqrt{5+2\sqrt{6}} ≡ \sqrt{2}+\sqrt{3} ≢ \sqrt{2}+\sqrt{6} ¦ \sqrt{3}-\sqrt{2} ¦ \sqrt{5}+\sqrt{6}
\sqrt{7-4\sqrt{3}} ≡ 2-\sqrt{3} ≢ 2+\sqrt{3} ¦ \sqrt{3}-2 ¦ \sqrt{7}-2\sqrt{3}
\sqrt[3]{2+\sqrt{5}}+\sqrt[3]{2-\sqrt{5}} ≡ 1 ≢ 2 ¦ \sqrt{5} ¦ 0 ¦ 1.0001
\sqrt[3]{8} ≡ 2 ¦ 8^{1/3} ¦ \sqrt[3]{2^3} ≢ 4 ¦ \sqrt{8} ¦ 3
\sqrt[4]{2} ≡ 2^{1/4} ¦ 2**(1/4) ¦ \sqrt{\sqrt{2}} ¦ 2^{0.25} ≢ \sqrt{2} ¦ 2^{1/3} ¦ 4\sqrt{2} ¦ \sqrt[3]{2}
\frac{1}{\sqrt{2}-1} ≡ \sqrt{2}+1 ¦ 1+\sqrt{2} ≢ \sqrt{2}-1 ¦ 1-\sqrt{2} ¦ \sqrt{3}
\frac{\sqrt{6}-\sqrt{2}}{4} ≡ \frac{\sqrt{6}}{4}-\frac{\sqrt{2}}{4} ¦ \frac{\sqrt{2-\sqrt{3}}}{2} ¦ \sin 15^\circ ≢ \frac{\sqrt{6}+\sqrt{2}}{4} ¦ \frac{\sqrt{2}-\sqrt{6}}{4} ¦ \frac{\sqrt{4}}{4}
\frac{1+\sqrt{5}}{2} ≡ \frac12+\frac{\sqrt5}{2} ¦ \frac{2}{\sqrt{5}-1} ¦ (1+sqrt(5))/2 ≢ \frac{1-\sqrt{5}}{2} ¦ \frac{\sqrt{5}}{2} ¦ 1.618 ¦ 2 ¦ 1+\frac{\sqrt5}{2}
12\sqrt{35} ≡ \sqrt{5040} ¦ 12 \sqrt{5}\sqrt{7} ≢ 71 ¦ 12\sqrt{36} ¦ 35\sqrt{12} ¦ 12+\sqrt{35}
\sqrt{x^2} ≡ |x| ≢ x ¦ -x ¦ x^2
\sqrt{1/n} ≡ \frac{1}{\sqrt{n}} ¦ n^{-1/2} ≢ \sqrt{n} ¦ \frac1n ¦ \frac{1}{n^2}
\sqrt{50}+\sqrt{18} ≡ 8\sqrt{2} ¦ \sqrt{128} ≢ \sqrt{68} ¦ 8\sqrt{3} ¦ 7\sqrt{2}
(\sqrt{3}+1)(\sqrt{3}-1) ≡ 2 ≢ 4 ¦ 3 ¦ \sqrt{3} ¦ 2\sqrt{3}
`,
  ),
  // Rule: k sqrt(m) against sqrt(k^2 m); one off under the root or before it.
  table(
    "radical-multiples",
    "radical",
    lines(
      [2, 3, 4, 5, 6, 7].flatMap((k) => [2, 3, 5, 6, 7, 10].map((m) => [k, m] as const)),
      ([k, m]) =>
        `${k}\\sqrt{${m}} ≡ \\sqrt{${k * k * m}} ¦ ${k}*sqrt(${m}) ≢ \\sqrt{${k * k * m + 1}} ¦ ${k + 1}\\sqrt{${m}} ¦ ${k} ¦ ${k * m}`,
    ),
  ),
  table(
    "powers",
    "expression",
    r`
x^{-1} ≡ \frac{1}{x} ¦ 1/x ¦ x^{-2} \cdot x ≢ x ¦ -x ¦ \frac{1}{x^2} ¦ -\frac1x
x^{1/2} ≡ \sqrt{x} ¦ x^{0.5} ¦ \sqrt[4]{x^2} \cdot x^0 ≢ x ¦ x^2 ¦ \frac{1}{\sqrt{x}} ¦ x^{1/3}
x^a x^b ≡ x^{a+b} ¦ x^{b+a} ≢ x^{ab} ¦ x^{a-b} ¦ 2x^{a+b}
2^{n+1} ≡ 2 \cdot 2^n ¦ 2^n + 2^n ≢ 2^n + 1 ¦ 2^{n}+2 ¦ 4^n ¦ 2^{n-1} ¦ 2^{2n}
(2^n)^2 ≡ 4^n ¦ 2^{2n} ≢ 2^{n^2} ¦ 2^{n+2} ¦ 2^n
e^{x+y} ≡ e^x e^y ¦ \exp(x+y) ¦ e^y \cdot e^x ≢ e^x+e^y ¦ e^{xy} ¦ e^{x-y}
3^{x}-1 ≡ -1+3^x ≢ 3^{x-1} ¦ 3^x+1 ¦ 2^x
e^{16}-1 ≡ exp(16)-1 ¦ -1+e^{16} ¦ \exp(16) - 1 ≢ e^{15} ¦ e^{16} ¦ e^{16}+1 ¦ exp(16-1) ¦ e^{-16}-1
10^{\frac{-5+\sqrt{13}}{6}} ≡ 10^{\frac{\sqrt{13}-5}{6}} ¦ 10^{-\frac{5-\sqrt{13}}{6}} ≢ 10^{\frac{5+\sqrt{13}}{6}} ¦ 10^{\frac{-5-\sqrt{13}}{6}} ¦ 10^{\frac{-5+\sqrt{12}}{6}}
(-8)^{1/3} \cdot (-8)^{2/3} ≡ -8 ≢ 8 ¦ -2 ¦ 4
`,
  ),
];

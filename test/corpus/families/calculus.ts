/** Sums, products, derivatives, integrals, limits. */
import { type Family, lines, range, table } from "../family.ts";

const r = String.raw;

export const calculus: readonly Family[] = [
  // Rule: sums of the first n integers and squares by value; one term more or less.
  table(
    "finite-sums",
    "sum",
    [
      lines([4, 10, 25, 100], (n) =>
        [
          `\\sum_{k=1}^{${n}} k ≡ ${(n * (n + 1)) / 2} ¦ \\frac{${n} \\cdot ${n + 1}}{2} ¦ \\sum_{i=1}^{${n}} i ¦ \\sum_{k=0}^{${n}} k ≢ ${(n * (n + 1)) / 2 + 1} ¦ \\sum_{k=1}^{${n - 1}} k ¦ ${n * n} ¦ ${(n * (n - 1)) / 2}`,
          `\\sum_{k=1}^{${n}} k^2 ≡ ${(n * (n + 1) * (2 * n + 1)) / 6} ≢ ${(n * (n + 1) * (2 * n + 1)) / 6 - 1} ¦ \\sum_{k=2}^{${n}} k^2 ¦ ${n * n}`,
        ].join("\n"),
      ),
      r`
\sum_{k=0}^{10} 2^k ≡ 2047 ¦ 2^{11}-1 ≢ 2048 ¦ 1023 ¦ 2^{10}-1
\sum_{k=0}^{4} \binom{4}{k} ≡ 16 ¦ 2^4 ≢ 15 ¦ 8 ¦ 32
\sum_{k=1}^{3} \frac{1}{k} ≡ \frac{11}{6} ≢ \frac{1}{6} ¦ \frac{3}{6} ¦ 2
\prod_{k=1}^{5} k ≡ 120 ¦ 5! ≢ 15 ¦ 24 ¦ 121
\prod_{k=1}^{4} \frac{k+1}{k} ≡ 5 ≢ 4 ¦ 24 ¦ \frac54
\prod_{k=2}^{10} (1-\frac{1}{k^2}) ≡ \frac{11}{20} ≢ \frac12 ¦ \frac{10}{11} ¦ 0.5
\sum_{k=1}^{5} (2k-1) ≡ 25 ≢ 24 ¦ 30 ¦ 36
F_n = \sum_{k=0}^{n-1} F_k F_{n-k-1} ≡ F_n = \sum_{k=0}^{n-1} F_{n-k-1} F_k ≢ F_n = \sum_{k=0}^{n-2} F_k F_{n-k-2} ¦ F_n = F_{n-1}
`,
    ].join("\n"),
  ),
  table(
    "derivatives",
    "derivative",
    [
      lines(
        range(2, 8),
        (n) =>
          `\\frac{d}{dx} x^{${n}} ≡ ${n}x^{${n - 1}} ≢ x^{${n - 1}} ¦ ${n}x^{${n}} ¦ ${n - 1}x^{${n - 1}} ¦ \\frac{x^{${n + 1}}}{${n + 1}}`,
      ),
      r`
\frac{d}{dx} \sin x ≡ \cos x ≢ -\cos x ¦ \sin x ¦ \cos x + 1
\frac{d}{dx} e^{2x} ≡ 2e^{2x} ≢ e^{2x} ¦ 2xe^{2x} ¦ \frac12 e^{2x}
\frac{d}{dx} \ln x ≡ \frac{1}{x} ≢ \ln x ¦ x ¦ -\frac{1}{x^2}
\frac{d}{dx} (x \ln x) ≡ \ln x + 1 ≢ \ln x ¦ \frac1x ¦ \ln x - 1
\frac{d}{dx} \frac{1}{x} ≡ -\frac{1}{x^2} ≢ \frac{1}{x^2} ¦ \ln x ¦ -\frac1x
\frac{d^2}{dx^2} x^4 ≡ 12x^2 ≢ 4x^3 ¦ 24x ¦ 12x
`,
    ].join("\n"),
  ),
  table(
    "integrals",
    "integral",
    [
      lines(
        range(1, 7),
        (n) =>
          `\\int_0^1 x^{${n}} \\, dx ≡ \\frac{1}{${n + 1}} ¦ \\int_{0}^{1} t^{${n}} dt ≢ \\frac{1}{${n + 2}} ¦ 1 ¦ ${n} ¦ \\frac{1}{${n + 1}} + 10^{-3}`,
      ),
      r`
\int_0^{\pi} \sin x \, dx ≡ 2 ≢ 0 ¦ 1 ¦ \pi ¦ -2
\int_1^e \frac{1}{x} \, dx ≡ 1 ≢ e ¦ 0 ¦ e-1
\int_0^1 e^x \, dx ≡ e-1 ≢ e ¦ 1 ¦ e+1
\int_0^2 3x^2 \, dx ≡ 8 ≢ 12 ¦ 4 ¦ 6
\int_0^1 (x^2+1) \, dx ≡ \frac43 ≢ \frac13 ¦ 2 ¦ \frac{3}{4}
\int_{-1}^{1} x^3 \, dx ≡ 0 ≢ \frac12 ¦ 1 ¦ \frac14
`,
    ].join("\n"),
  ),
  table(
    "limits",
    "limit",
    r`
\lim_{x \to 0} \frac{\sin x}{x} ≡ 1 ≢ 0 ¦ 2 ¦ \frac12
\lim_{x \to 2} (x^2+1) ≡ 5 ≢ 4 ¦ 3 ¦ 6
\lim_{x \to 1} \frac{x^2-1}{x-1} ≡ 2 ≢ 1 ¦ 0 ¦ 3
\lim_{n \to \infty} \frac{2n+1}{n} ≡ 2 ≢ 3 ¦ 1 ¦ 0
\sum_{k=0}^{\infty} \frac{1}{2^k} ≡ 2 ≢ 1 ¦ 3 ¦ \frac12
\sum_{k=1}^{\infty} \frac{1}{3^k} ≡ \frac12 ≢ \frac13 ¦ 1 ¦ \frac32
`,
  ),
];

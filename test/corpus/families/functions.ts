/** Constants, trigonometry, logarithms, factorials and binomials, integer functions. */
import { type Family, lines, range, table } from "../family.ts";

const r = String.raw;

export const functions: readonly Family[] = [
  table(
    "constants",
    "constant",
    r`
\frac{\pi}{2} ≡ pi/2 ¦ π/2 ¦ \pi/2 ¦ 0.5\pi ¦ \frac12\pi ¦ \frac{2\pi}{4} ≢ \pi ¦ 2\pi ¦ \frac{\pi}{3} ¦ 1.57 ¦ \frac{2}{\pi} ¦ \frac{\pi}{2}+10^{-20}
-2\pi ≡ -2*pi ¦ -2π ¦ -2 \pi ¦ 2\pi \cdot (-1) ≢ 2\pi ¦ -2 ¦ -\pi ¦ -6.28 ¦ -2\pi^2
\frac{9}{4}\pi ≡ \frac94\pi ¦ \frac{9\pi}{4} ¦ 9*pi/4 ¦ 2.25\pi ≢ \frac{4}{9}\pi ¦ \frac{9}{4\pi} ¦ \frac94 ¦ 7.07
1-\frac{1}{e} ≡ \frac{e-1}{e} ¦ 1-e^{-1} ¦ 1 - \frac{1}{\mathrm{e}} ≢ 1+\frac1e ¦ \frac1e ¦ 1-e ¦ 0.63 ¦ \frac{e+1}{e}
e^2 ≡ \exp(2) ¦ e \cdot e ¦ \mathrm{e}^2 ≢ 2e ¦ e ¦ 7.39 ¦ e^3 ¦ 2^e
2\pi r ≡ 2 r \pi ¦ r \cdot 2\pi ¦ \pi(2r) ≢ \pi r^2 ¦ \pi r ¦ 2\pi ¦ 2\pi R
4\pi+8 ≡ 8+4\pi ¦ 4(\pi+2) ¦ 4(2+\pi) ≢ 12\pi ¦ 4\pi-8 ¦ 4(\pi+8) ¦ 20.57
\pi^2/6 ≡ \frac{\pi^2}{6} ¦ \frac16 \pi^2 ≢ \frac{\pi}{6} ¦ \frac{\pi^2}{8} ¦ 1.64 ¦ (\pi/6)^2
`,
  ),
  // Rule: multiples of pi over q in LaTeX, plain text and Unicode; numerator, denominator and sign off.
  table(
    "pi-multiples",
    "constant",
    lines(
      [
        [1, 3],
        [2, 3],
        [3, 4],
        [5, 6],
        [7, 6],
        [11, 12],
        [5, 8],
        [1, 4],
      ] as const,
      ([p, q]) =>
        [
          `\\frac{${p === 1 ? "" : p}\\pi}{${q}} ≡ \\frac{${p}}{${q}}\\pi ¦ ${p}*pi/${q} ¦ ${p}π/${q} ¦ ${p}\\pi/${q} ¦ \\frac{${2 * p}\\pi}{${2 * q}}`,
          `-\\frac{${p}\\pi}{${q}} ¦ \\frac{${p + 1}\\pi}{${q}} ¦ \\frac{${p}\\pi}{${q + 1}} ¦ \\frac{${p}}{${q}} ¦ \\frac{${q}\\pi}{${p}} ¦ \\frac{${p}\\pi}{${q}} + 10^{-15}`,
        ].join(" ≢ "),
    ),
  ),
  table(
    "trigonometric-identities",
    "trigonometry",
    r`
\sin^2 x + \cos^2 x ≡ 1 ¦ \cos^2(x) + \sin^2(x) ≢ 0 ¦ 2 ¦ \sin 2x ¦ \cos 2x
\tan^2(y)+1 ≡ \sec^2(y) ¦ \frac{1}{\cos^2 y} ¦ 1+\tan^2 y ≢ \csc^2 y ¦ \tan^2 y ¦ \sec y ¦ \sec^2(y)+1
\sin 2x ≡ 2\sin x\cos x ¦ \sin(2x) ¦ 2 \cos x \sin x ≢ 2\sin x ¦ \sin^2 x ¦ \sin x\cos x ¦ \cos 2x
\cos 2x ≡ 1-2\sin^2 x ¦ 2\cos^2 x-1 ¦ \cos^2 x-\sin^2 x ≢ 2\cos x ¦ 1-\sin^2 x ¦ \cos^2 x+\sin^2 x ¦ 2\sin^2 x - 1
2 \sin b \cos a ≡ \sin(a+b)-\sin(a-b) ¦ 2\cos a\sin b ≢ 2\sin a\cos b ¦ \sin(a+b)+\sin(a-b) ¦ \sin a \cos b
\tan x ≡ \frac{\sin x}{\cos x} ¦ \frac{1}{\cot x} ≢ \frac{\cos x}{\sin x} ¦ \sin x\cos x ¦ \cot x
\sin(x+y) ≡ \sin x\cos y+\cos x\sin y ¦ \sin(y+x) ≢ \sin x+\sin y ¦ \sin x\cos y-\cos x\sin y ¦ \cos(x+y)
\cos(\frac{\pi}{2}-x) ≡ \sin x ≢ \cos x ¦ -\sin x ¦ \cos(x)-1
\sin(3x) ≡ 3\sin x-4\sin^3 x ≢ 3\sin x ¦ 4\sin^3 x-3\sin x ¦ 3\sin x - 4\sin^2 x
\sin\frac{\pi}{6} ≡ \frac12 ¦ 0.5 ¦ \sin 30^\circ ¦ \cos\frac{\pi}{3} ≢ \frac{\sqrt3}{2} ¦ \frac{\sqrt{2}}{2} ¦ 1 ¦ -\frac12
\cos\frac{\pi}{4} ≡ \frac{\sqrt{2}}{2} ¦ \frac{1}{\sqrt2} ¦ \sin\frac{\pi}{4} ≢ \frac12 ¦ \frac{\sqrt3}{2} ¦ \sqrt{2}
\tan\frac{\pi}{3} ≡ \sqrt{3} ¦ \tan 60^\circ ≢ \frac{\sqrt3}{3} ¦ 1 ¦ -\sqrt{3}
\arctan 1 ≡ \frac{\pi}{4} ¦ \tan^{-1}(1) ¦ \arcsin\frac{\sqrt{2}}{2} ≢ \frac{\pi}{3} ¦ \frac{\pi}{2} ¦ 45 ¦ \frac{1}{\tan 1}
\arcsin\frac12 ≡ \frac{\pi}{6} ≢ \frac{\pi}{3} ¦ 30 ¦ \frac12
\cosh^2 x-\sinh^2 x ≡ 1 ≢ 0 ¦ -1 ¦ \cosh 2x
\cos 36^\circ ≡ \frac{1+\sqrt{5}}{4} ≢ \frac{1+\sqrt{5}}{2} ¦ \frac{\sqrt{5}-1}{4} ¦ 0.8
\csc x ≡ \frac{1}{\sin x} ≢ \frac{1}{\cos x} ¦ \sin x
`,
  ),
  table(
    "logarithms",
    "logarithm",
    r`
\ln 8 ≡ 3\ln 2 ¦ \ln(8) ¦ \log_e 8 ¦ 3 \ln(2) ≢ \ln 2 ¦ 2\ln 3 ¦ 8 ¦ \ln 9 ¦ 2.08
\log_2 8 ≡ 3 ¦ \frac{\ln 8}{\ln 2} ¦ \log_{2}(8) ≢ 2 ¦ 4 ¦ 8 ¦ \log_8 2
\ln(ab) ≡ \ln a+\ln b ¦ \ln(ba) ≢ \ln a\ln b ¦ \ln(a+b) ¦ \ln a-\ln b
\ln\frac{a}{b} ≡ \ln a-\ln b ≢ \frac{\ln a}{\ln b} ¦ \ln b-\ln a ¦ \ln(a-b)
\log_{10} 1000 ≡ 3 ¦ \log_{10}(10^3) ≢ 2 ¦ 100 ¦ 30
\log_3 5 ≡ \frac{\ln 5}{\ln 3} ¦ \frac{1}{\log_5 3} ¦ \log_9 25 ≢ \log_5 3 ¦ \frac53 ¦ \frac{\ln 3}{\ln 5} ¦ 1.46
\ln e^5 ≡ 5 ¦ 5\ln e ≢ e^5 ¦ 1 ¦ 25
e^{\ln 7} ≡ 7 ≢ 8 ¦ \ln 7 ¦ 7e
\log_4 2 ≡ \frac12 ¦ 0.5 ≢ 2 ¦ \frac14
\ln(x^2+2x+1) ≡ \ln((x+1)^2) ≢ \ln(x+1) ¦ \ln(x^2+1) ¦ 2\ln x
\lg 100 ≡ 2 ≢ 10 ¦ 1
2\ln 3 - \ln 2 ≡ \ln\frac92 ¦ \ln 4.5 ≢ \ln 7 ¦ \ln 3 ¦ \ln\frac32
`,
  ),
  // Rule: n! and neighbours as numbers and quotients.
  table(
    "factorials",
    "factorial",
    [
      lines(range(3, 13), (n) => {
        const value = range(1, n + 1).reduce((product, k) => product * k, 1);
        return `${n}! ≡ ${value} ¦ ${n} \\cdot ${n - 1}! ¦ \\frac{${n + 1}!}{${n + 1}} ≢ ${value + 1} ¦ ${n - 1}! ¦ ${n} ¦ ${n + 1}! ¦ ${value / n + n}`;
      }),
      r`
\frac{100!}{98!} ≡ 9900 ¦ 100 \cdot 99 ≢ 9801 ¦ 9900! ¦ 100 ¦ 10000
\frac{1}{2004!} ≡ \frac{2005}{2005!} ≢ \frac{1}{2006!} ¦ \frac{1}{2005!} ¦ \frac{1}{2003!} ¦ 0
\frac{n!}{(n-1)!} ≡ n ≢ n-1 ¦ n! ¦ n^2
(n+1)! ≡ (n+1) n! ¦ (n+1) \cdot n! ≢ n!+1 ¦ n \cdot n! ¦ (n+2)!
1000! ≡ 1000 \cdot 999! ≢ 999! ¦ 1001! ¦ 1000 ¦ 1000!+1
1000000! ≡ 1000000! ≢ 3000000! ¦ 999999! ¦ 1000000!+1
0! ≡ 1 ≢ 0 ¦ 2
`,
    ].join("\n"),
  ),
  // Rule: binomial coefficients by value, symmetry and factorials; neighbours in the triangle.
  table(
    "binomials",
    "binomial",
    [
      lines(
        [
          [5, 2, 10],
          [6, 3, 20],
          [10, 3, 120],
          [8, 2, 28],
          [12, 5, 792],
          [52, 5, 2598960],
          [20, 10, 184756],
        ] as const,
        ([n, k, value]) =>
          [
            `\\binom{${n}}{${k}} ≡ ${value} ¦ \\binom{${n}}{${n - k}} ¦ {${n} \\choose ${k}} ¦ \\frac{${n}!}{${k}!${n - k}!} ¦ C(${n},${k}) ¦ \\dbinom{${n}}{${k}}`,
            `${value + 1} ¦ \\binom{${n}}{${k - 1}} ¦ \\binom{${n - 1}}{${k}} ¦ \\binom{${n + 1}}{${k}} ¦ ${value - 1}`,
          ].join(" ≢ "),
      ),
      r`
\binom{n}{2} ≡ \frac{n(n-1)}{2} ¦ \frac{n^2-n}{2} ≢ \frac{n(n+1)}{2} ¦ \frac{n^2}{2} ¦ n(n-1)
\binom{n}{k}+\binom{n}{k+1} ≡ \binom{n+1}{k+1} ≢ \binom{n+1}{k} ¦ \binom{n}{k+1} ¦ \binom{2n}{2k+1}
`,
    ].join("\n"),
  ),
  table(
    "integer-functions",
    "integer function",
    r`
\lfloor 3.7 \rfloor ≡ 3 ¦ \left\lfloor \frac{37}{10} \right\rfloor ¦ ⌊3.7⌋ ≢ 4 ¦ 3.7 ¦ \lceil 3.7 \rceil
\lceil 3.2 \rceil ≡ 4 ¦ \left\lceil \frac{16}{5} \right\rceil ≢ 3 ¦ 3.2 ¦ 5
\lfloor -1.5 \rfloor ≡ -2 ≢ -1 ¦ -1.5 ¦ 1
\gcd(12,18) ≡ 6 ¦ \gcd(18,12) ≢ 36 ¦ 3 ¦ 2 ¦ 12
\operatorname{lcm}(4,6) ≡ 12 ¦ \text{lcm}(4,6) ≢ 24 ¦ 2 ¦ 10
\max(3,7) ≡ 7 ¦ \max\{3,7\} ≢ 3 ¦ 10 ¦ \min(3,7)
\min(2,-5) ≡ -5 ≢ 2 ¦ 5 ¦ -3
|-7| ≡ 7 ¦ \left|-7\right| ¦ \lvert -7 \rvert ¦ \vert -7 \vert ≢ -7 ¦ 0 ¦ 17
|x-2| ≡ |2-x| ≢ x-2 ¦ 2-x ¦ |x+2| ¦ |x|-2
17 \bmod 5 ≡ 2 ≢ 3 ¦ 12 ¦ 5
2^{10} \pmod{7} ≡ 2 ≢ 3 ¦ 1 ¦ 1024
`,
  ),
];

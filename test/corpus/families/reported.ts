/** What users of other checkers complained about, and notations that models write and few readers know. */
import { type Family, table } from "../family.ts";

const r = String.raw;

export const reported: readonly Family[] = [
  table(
    "infinities",
    "constant",
    r`
\infty ≡ +\infty ¦ ∞ ¦ infinity ¦ \infty ≢ -\infty ¦ 10^{100} ¦ 0 ¦ \text{undefined}
-\infty ≡ -∞ ¦ -\infty ≢ \infty ¦ -10^{100} ¦ 0
`,
  ),
  table(
    "towers",
    "number",
    r`
10^{10^{10}} ≡ (10^{10^{5}})^{10^{5}} ≢ 10^{10^{10^{10}}} ¦ 10^{10} ¦ 9^{9^9}
9^{9^{9^{9}}} ≡ 9^{9^{9^9}} ≢ 9^{9^{9^{8}}} ¦ 1 ¦ 9^{9^9}
2^{10^{9}} ≡ 4^{5 \cdot 10^{8}} ≢ 2^{10^{8}} ¦ 4^{10^9} ¦ 2
2^{2^{100}} ≡ 4^{2^{99}} ≢ 2^{2^{99}} ¦ 2^{100}
\binom{1000000000}{500000000} ≢ 7 ¦ 0
3 ≢ 2^{30^5} ¦ 9^{9^{9^9}}
`,
  ),
  table(
    "figures",
    "expression",
    r`
\angle ABC = 60^\circ ≡ 60^\circ ¦ 60 ¦ \angle ABC = 60° ≢ 61^\circ ¦ 120^\circ ¦ \angle ABC = 6^\circ
\angle A = 30^\circ ≡ 30 ¦ 30^\circ ≢ 60 ¦ 3
`,
  ),
  table(
    "nested-radicals",
    "radical",
    r`
\sqrt[3]{\sqrt{5}+2}-\sqrt[3]{\sqrt{5}-2} ≡ 1 ≢ 2 ¦ 0 ¦ \sqrt{5}
\frac{1}{\sqrt[3]{2}-1} ≡ \sqrt[3]{4}+\sqrt[3]{2}+1 ≢ \sqrt[3]{4}+\sqrt[3]{2} ¦ \sqrt[3]{4}-\sqrt[3]{2}+1 ¦ \sqrt[3]{2}+1
\sqrt{2+\sqrt{3}} ≡ \frac{\sqrt{6}+\sqrt{2}}{2} ≢ \frac{\sqrt{6}-\sqrt{2}}{2} ¦ \sqrt{2}+\sqrt[4]{3}
\sqrt{1+\sqrt{2}} ≡ \sqrt{\sqrt{2}+1} ≢ 1+\sqrt[4]{2} ¦ \sqrt{1-\sqrt{2}} ¦ \sqrt{2}
\frac{\sqrt{\sqrt{11}+\sqrt{194}}}{15+2\sqrt{33}} ≡ \frac{\sqrt{\sqrt{11}+\sqrt{194}}}{2\sqrt{33}+15} ≢ \frac{\sqrt{\sqrt{11}-\sqrt{194}}}{15+2\sqrt{33}} ¦ \frac{\sqrt{\sqrt{11}+\sqrt{195}}}{15+2\sqrt{33}}
`,
  ),
  table(
    "closed-forms",
    "trigonometry",
    r`
2\cos 20^\circ ≡ 2*cos(pi/9) ≢ 2*cos(pi/8) ¦ 2\sin 20^\circ
\tan 10^\circ \tan 50^\circ \tan 70^\circ ≡ \frac{\sqrt3}{3} ≢ \sqrt{3} ¦ 1
\arctan\frac12+\arctan\frac13 ≡ \frac{\pi}{4} ≢ \frac{\pi}{3} ¦ \arctan\frac56
\cos\frac{\pi}{7}\cos\frac{2\pi}{7}\cos\frac{3\pi}{7} ≡ \frac18 ≢ \frac14 ¦ -\frac18
\log_2 3 \cdot \log_3 2 ≡ 1 ≢ 2 ¦ \log_2 2 + 1
e^{i\pi}+1 ≡ 0 ≢ 1 ¦ 2
i^i ≡ e^{-\pi/2} ≢ -1 ¦ e^{\pi/2}
\sqrt{-4} ≡ 2i ≢ 2 ¦ -2
`,
  ),
  table(
    "unicode",
    "mixed",
    r`
2\pi ≡ 2π ≢ 2p ¦ 3π
\sqrt{2} ≡ √2 ≢ √3
x^2 ≡ x² ≢ x³ ¦ 2x
x_1 ≡ x₁ ≢ x₂
\frac12 ≡ ½ ≢ ¼
x \le 5 ≡ x ≤ 5 ≢ x ≥ 5 ¦ x < 5
12 ≡ 3×4 ¦ 3·4 ≢ 3+4
-1 ≡ 1−2 ¦ −1 ≢ 1–3
\theta ≡ θ ≢ φ
1500000 ≡ 1.5×10⁶ ≢ 1.5×10⁵
`,
  ),
  table(
    "identities-are-no-answers",
    "mixed",
    r`
x=0 ≡ 0 ≢ 0=0 ¦ x=1
x=5 ≡ 5 ≢ x=x ¦ 5=6
y=2x ≡ 2x ≢ x=2y ¦ y=y ¦ 2x=2x+1
2x+3y=6 ≡ y=2-\frac{2x}{3} ≢ 2x+3y=7 ¦ 2x+3y ¦ 6=6
`,
  ),
  table(
    "chinese-lists",
    "list",
    r`
1, 3 ≡ 1和3 ¦ 1、3 ¦ 3或1 ≢ 1 ¦ 3 ¦ 13
`,
  ),
];

/** Assignments, chains, equations, inequalities. */
import { type Family, table } from "../family.ts";

const r = String.raw;

export const relations: readonly Family[] = [
  table(
    "assignments",
    "assignment",
    r`
x = 11 ≡ 11 ¦ x=11 ¦ 11 = x ¦ x = 5+6 = 11 ¦ x = 11.0 ≢ x = 12 ¦ 12 ¦ x = -11 ¦ x = 5+6 = 12
k = \frac{1}{3} ≡ \frac{1}{3} ¦ k=1/3 ¦ 1/3 ≢ k = 3 ¦ k = \frac{1}{4} ¦ 3 ¦ -\frac13
f(x) = x^2 + 1 ≡ x^2+1 ¦ f(x) = 1 + x^2 ¦ y = x^2 + 1 ≢ x^2 - 1 ¦ f(x) = x^2 ¦ x + 1 ¦ f(x) = x^3 + 1
y = 2x + 3 ≡ 2x+3 ¦ y = 3 + 2x ¦ y - 2x = 3 ¦ y=2*x+3 ≢ 2x-3 ¦ y = 3x + 2 ¦ y = 2x + 4 ¦ y = -2x + 3
m = 3 ≡ 3 ¦ $m=3$ ≢ m = 4 ¦ -3 ¦ 1/3
\frac{NO}{BO}=\frac{1}{\sqrt{6}} ≡ \frac{1}{\sqrt{6}} ¦ \frac{\sqrt{6}}{6} ≢ \sqrt{6} ¦ \frac{1}{6} ¦ \frac{1}{\sqrt{5}}
z = 1 + 1 = 2 ≡ 2 ¦ z = 3-1 = 2 ¦ z = 2 ≢ z = 3 ¦ 1 ¦ z = 1+1 = 3
\frac{\sqrt{3}}{3} \approx 0.577 ≡ \frac{\sqrt{3}}{3} ¦ \frac{1}{\sqrt{3}} ≢ \frac{\sqrt{2}}{3} ¦ 0.5 ¦ \sqrt{3}
`,
  ),
  table(
    "equations",
    "equation",
    r`
2x+4y-3=0 ≡ y = -\frac{1}{2}x + \frac{3}{4} ¦ 4x + 8y - 6 = 0 ¦ 2x + 4y = 3 ¦ 3 = 2x + 4y ¦ -2x - 4y + 3 = 0 ¦ y = -1/2*x + 3/4 ≢ 2x + 4y + 3 = 0 ¦ 2x - 4y - 3 = 0 ¦ 2x+4y = 4 ¦ x + y = 3 ¦ 0
x - 2y + z - 1 = 0 ≡ x - 2y + z = 1 ¦ 2x - 4y + 2z - 2 = 0 ¦ -x+2y-z+1=0 ≢ x + 2y + z - 1 = 0 ¦ x - 2y + z + 1 = 0 ¦ x-2y+z ¦ x - 2y + z = 0
x^2 + y^2 = 1 ≡ y^2 + x^2 = 1 ¦ x^2 + y^2 - 1 = 0 ¦ 1 = x^2 + y^2 ¦ 2x^2 + 2y^2 = 2 ≢ x^2 + y^2 = 2 ¦ x^2 - y^2 = 1 ¦ x + y = 1 ¦ x^2+y^2+1=0 ¦ 1
\frac{x^2}{4} + \frac{y^2}{3} = 1 ≡ 3x^2 + 4y^2 = 12 ¦ \frac{x^2}{16} + \frac{y^2}{12} = \frac{1}{4} ¦ x^2/4 + y^2/3 - 1 = 0 ≢ \frac{x^2}{3} + \frac{y^2}{4} = 1 ¦ 4x^2 + 3y^2 = 12 ¦ \frac{x^2}{4} - \frac{y^2}{3} = 1
a^2 + b = 0 ≡ b = -a^2 ¦ -a^2 - b = 0 ¦ b + a^2 = 0 ≢ 0 ¦ a^2 = b ¦ a + b = 0 ¦ a^2 + b = 1
7 = 11a + c ≡ 11a + c = 7 ¦ 11a + c - 7 = 0 ¦ 22a + 2c = 14 ≢ 11a + c ¦ 7 ¦ 11a + c = 8 ¦ 7 = 11a - c
y^2 = 4x ≡ 4x = y^2 ¦ y^2 - 4x = 0 ¦ x = \frac{y^2}{4} ≢ y = 4x ¦ x^2 = 4y ¦ y^2 = -4x ¦ y^2 = 2x
(x-1)^2 + (y+2)^2 = 9 ≡ x^2 + y^2 - 2x + 4y - 4 = 0 ¦ (y+2)^2 + (x-1)^2 = 9 ≢ (x+1)^2 + (y-2)^2 = 9 ¦ (x-1)^2 + (y+2)^2 = 3 ¦ (x-1)^2 + (y-2)^2 = 9
3x-y+13=0 ≡ 3*x-1*y+13=0 ¦ y = 3x + 13 ≢ 3x + 4y + 14=0 ¦ 3x+y+13=0 ¦ 3x - y - 13 = 0
`,
  ),
  table(
    "inequalities",
    "inequality",
    r`
x < 3 ≡ 3 > x ¦ x \lt 3 ¦ -x > -3 ¦ (-\infty, 3) ¦ 2x < 6 ≢ x > 3 ¦ x \le 3 ¦ x < 4 ¦ x = 3 ¦ 3
x \geq 5 ≡ x >= 5 ¦ 5 \leq x ¦ x \ge 5 ¦ x ≥ 5 ¦ [5, \infty) ¦ -x \le -5 ≢ x > 5 ¦ x \leq 5 ¦ x \geq 6 ¦ x = 5
x \neq 3 ≡ x != 3 ¦ x \ne 3 ¦ x ≠ 3 ¦ 3 \neq x ≢ x = 3 ¦ x \neq 4 ¦ x > 3 ¦ 3
1 < x < 2 ≡ (1,2) ¦ 2 > x > 1 ¦ 1 \lt x \lt 2 ¦ x > 1 and x < 2 ≢ 1 \le x \le 2 ¦ [1,2] ¦ 1 < x < 3 ¦ x < 2
-3 \le x \le 3 ≡ [-3,3] ¦ 3 \geq x \geq -3 ¦ x \in [-3,3] ¦ |x| \le 3 ≢ (-3,3) ¦ -3 < x < 3 ¦ [0,3] ¦ |x| < 3 ¦ |x| \ge 3
k \ge 2 ≡ k >= 2 ¦ 2 \le k ¦ k \in [2,\infty) ≢ k > 2 ¦ k \ge 3 ¦ k \le 2 ¦ n \ge 3
f(2) < f(1) < f(4) ≡ f(4) > f(1) > f(2) ¦ f(2)<f(1)<f(4) ≢ f(1) < f(2) < f(4) ¦ f(4) < f(1) < f(2) ¦ f(2) \le f(1) \le f(4)
x + y \le 1 ≡ y + x \le 1 ¦ x+y-1 \le 0 ¦ 1 \ge x + y ¦ 2x+2y \le 2 ≢ x + y \ge 1 ¦ x + y < 1 ¦ x - y \le 1 ¦ x + y \le 2
`,
  ),
];

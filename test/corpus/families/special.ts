/** Complex numbers, plus-minus, bases, dates and times, booleans, piecewise, choices, text. */
import { type Family, lines, table } from "../family.ts";

const r = String.raw;

export const special: readonly Family[] = [
  table(
    "complex",
    "complex",
    r`
2+3i ≡ 3i+2 ¦ 2 + 3i ¦ 2+i3 ¦ 2 + 3\mathrm{i} ¦ 2-(-3i) ¦ \frac{4+6i}{2} ≢ 2-3i ¦ 3+2i ¦ -2+3i ¦ 2+3 ¦ 5i ¦ 2+4i ¦ (2,3)
-1 ≡ i^2 ¦ i \cdot i ¦ e^{i\pi} ¦ i^6 ¦ -i^4 ≢ i ¦ 1 ¦ -i ¦ i^4
i ≡ \sqrt{-1} ¦ i^5 ¦ -\frac{1}{i} ¦ e^{i\pi/2} ≢ -i ¦ 1 ¦ i^3 ¦ \frac1i
5 ≡ |3+4i| ¦ (2+i)(2-i) ¦ |3-4i| ≢ 7 ¦ 3+4i ¦ 25 ¦ (2+i)^2
\frac{1}{1+i} ≡ \frac{1-i}{2} ¦ \frac{1}{2} - \frac{i}{2} ¦ 0.5 - 0.5i ≢ \frac{1+i}{2} ¦ 1-i ¦ \frac{1}{2}
(1+i)^2 ≡ 2i ≢ 2 ¦ -2i ¦ 1+i ¦ 2+2i
1 \pm i ≡ 1+i, 1-i ¦ \{1-i,1+i\} ≢ 1+i ¦ -1 \pm i ¦ 1 \pm 2i
e^{\pi i/4} ≡ \frac{\sqrt{2}}{2} + \frac{\sqrt{2}}{2} i ¦ \frac{1+i}{\sqrt{2}} ≢ \frac{\sqrt{2}}{2} - \frac{\sqrt{2}}{2} i ¦ \frac{1+i}{2} ¦ i
`,
  ),
  table(
    "plus-minus",
    "plus-minus",
    r`
\pm 2 ≡ 2, -2 ¦ -2, 2 ¦ ±2 ¦ x = \pm 2 ¦ \{-2,2\} ¦ 2 or -2 ≢ 2 ¦ -2 ¦ \pm 3 ¦ 4 ¦ 0, 2
\pm \sqrt{3} ≡ \sqrt{3}, -\sqrt{3} ¦ -\sqrt{3}, \sqrt{3} ¦ x=\pm\sqrt{3} ≢ \sqrt{3} ¦ \pm 3 ¦ \pm\sqrt{2} ¦ -\sqrt{3}
1 \pm \sqrt{19} ≡ 1+\sqrt{19}, 1-\sqrt{19} ¦ \{1-\sqrt{19}, 1+\sqrt{19}\} ¦ x = 1 \pm \sqrt{19} ≢ 1+\sqrt{19} ¦ -1 \pm \sqrt{19} ¦ 1 \pm \sqrt{18} ¦ \pm(1+\sqrt{19})
3 \pm 2\sqrt{2} ≡ 3 + 2\sqrt{2}, 3-2\sqrt{2} ¦ 3 \pm \sqrt{8} ≢ 3 + 2\sqrt{2} ¦ 3 \pm \sqrt{2} ¦ 2 \pm 3\sqrt{2}
\frac{-1 \pm \sqrt{13}}{4} ≡ \frac{-1+\sqrt{13}}{4}, \frac{-1-\sqrt{13}}{4} ¦ -\frac14 \pm \frac{\sqrt{13}}{4} ≢ \frac{1 \pm \sqrt{13}}{4} ¦ \frac{-1 \pm \sqrt{13}}{2} ¦ \frac{-1+\sqrt{13}}{4}
\pm 2021 ≡ \{-2021, 2021\} ¦ -2021, 2021 ≢ 2021 ¦ -2021 ¦ \pm 2020
`,
  ),
  // Rule: n in base b with its subscript; another digit, another base and the digits read as decimal are others.
  table(
    "bases",
    "base",
    lines(
      [
        [13, 2],
        [59, 3],
        [204, 5],
        [100, 7],
        [255, 8],
        [63, 4],
        [1000, 6],
        [77, 9],
      ] as const,
      ([n, b]) => {
        const digits = n.toString(b);
        return [
          `${digits}_${b} ≡ ${digits}_{${b}} ¦ ${digits} ¦ \\text{${digits}}_{${b}} ¦ 0${digits}_${b}`,
          `${(n + 1).toString(b)}_${b} ¦ ${digits}_{${b + 2}} ¦ ${(n + b).toString(b)}_{${b}} ¦ ${(n - 1).toString(b)}_{${b}}`,
        ].join(" ≢ ");
      },
    ),
  ),
  table(
    "dates-times",
    "date or time",
    r`
12:00 ≡ 12:00 PM ¦ 12:00 noon ≢ 1:00 ¦ 12:01 ¦ 2:00
9:05 ≡ 09:05 ¦ 9:05 am ≢ 9:50 ¦ 5:09 ¦ 905
3:30 PM ≡ 3:30 p.m. ¦ 15:30 ¦ 3:30 pm ≢ 3:30 AM ¦ 3:31 PM ¦ 2:30 PM
2:30 ≡ 02:30 ≢ 3:20 ¦ 2:31 ¦ 2.3
March 5, 2024 ≡ 5 March 2024 ¦ 2024-03-05 ¦ Mar 5, 2024 ≢ March 6, 2024 ¦ May 3, 2024 ¦ March 5, 2023 ¦ April 5, 2024
July 4 ≡ 4 July ¦ July 4th ≢ July 5 ¦ June 4 ¦ April 7
2023-12-31 ≡ December 31, 2023 ¦ 31 December 2023 ≢ 2023-12-30 ¦ 2024-12-31 ¦ 2023-11-31
Monday ≡ monday ¦ \text{Monday} ≢ Tuesday ¦ Sunday ¦ Mon the first
`,
  ),
  table(
    "booleans",
    "boolean",
    r`
Yes ≡ yes ¦ \text{Yes} ¦ YES ¦ yes. ≢ No ¦ no ¦ maybe ¦ 1
No ≡ no ¦ \text{No} ¦ NO ≢ Yes ¦ yes ¦ none at all
True ≡ true ¦ \text{True} ≢ False ¦ false
False ≡ false ¦ \text{False} ≢ True ¦ true
`,
  ),
  table(
    "text",
    "text",
    r`
\text{Evelyn} ≡ Evelyn ¦ evelyn ¦ \textbf{Evelyn} ¦ \mathrm{Evelyn} ≢ Briana ¦ Evelyna ¦ Eve ¦ \text{Carla}
\text{even} ≡ even ¦ Even ¦ \text{Even} ≢ odd ¦ uneven ¦ evens of 2
\text{odd} ≡ odd ¦ Odd ≢ \text{oddd} ¦ even ¦ od
\text{no solution} ≡ no solution ¦ No solution ¦ \text{No solution} ≢ one solution ¦ all real numbers ¦ 0
\text{ellipse} ≡ ellipse ¦ Ellipse ≢ circle ¦ hyperbola ¦ parabola
\text{hyperbola} ≡ hyperbola ¦ \text{Hyperbola} ≢ ellipse ¦ parabola ¦ hyper
\text{The midpoints form a regular hexagon} ≡ the midpoints form a regular hexagon ≢ the midpoints form a regular pentagon ¦ a regular hexagon has midpoints
\text{Saturday} ≡ Saturday ¦ saturday ≢ Sunday ¦ Friday
tango ≡ tango ≢ tanog ¦ tan
logic ≡ logic ≢ logci ¦ log
cotta crawl faustus ≡ cotta crawl faustus ≢ cotat crawl faustus ¦ crawl cotta faustus ¦ cotta faustus crawl
\text{undefined} ≡ undefined ≢ defined ¦ 0 ¦ 1
`,
  ),
  // Rule: a letter in all its decorations; the other letters are others.
  table(
    "choices",
    "choice",
    lines([..."ABCDE"], (letter) => {
      const others = [..."ABCDE"].filter((other) => other !== letter);
      return [
        `${letter} ≡ (${letter}) ¦ ${letter}. ¦ ${letter}) ¦ \\text{${letter}} ¦ \\textbf{(${letter})} ¦ **${letter}** ¦ \\mathrm{${letter}} ¦ ${letter.toLowerCase()} ¦ The answer is ${letter}. ¦ \\boxed{${letter}}`,
        others
          .flatMap((other) => [
            other,
            `(${other})`,
            `The answer is ${other}.`,
            `(${letter}) or (${other})`,
            `${letter}, ${other}`,
          ])
          .join(" ¦ "),
      ].join(" ≢ ");
    }),
  ),
  table(
    "piecewise",
    "piecewise",
    r`
\begin{cases} x & x \ge 0 \\ -x & x < 0 \end{cases} ≡ \begin{cases} x & \text{if } x \ge 0 \\ -x & \text{if } x < 0 \end{cases} ¦ \begin{cases} -x & x < 0 \\ x & x \ge 0 \end{cases} ¦ \begin{cases} x, & x \ge 0, \\ -x, & x < 0. \end{cases} ≢ \begin{cases} x & x \ge 0 \\ x & x < 0 \end{cases} ¦ \begin{cases} -x & x \ge 0 \\ x & x < 0 \end{cases} ¦ \begin{cases} x & x \ge 1 \\ -x & x < 1 \end{cases} ¦ x
\begin{cases} 1 & n \text{ even} \\ 0 & n \text{ odd} \end{cases} ≡ \begin{cases} 1 & \text{if } n \text{ even} \\ 0 & \text{if } n \text{ odd} \end{cases} ≢ \begin{cases} 0 & n \text{ even} \\ 1 & n \text{ odd} \end{cases} ¦ \begin{cases} 1 & n \text{ even} \\ 2 & n \text{ odd} \end{cases} ¦ 1
\begin{cases} x^2 & x > 1 \\ 2x & x \le 1 \end{cases} ≡ \begin{cases} x^2 & \text{for } x > 1 \\ 2x & \text{for } x \le 1 \end{cases} ¦ \begin{cases} x \cdot x & x > 1 \\ x + x & x \le 1 \end{cases} ≢ \begin{cases} x^2 & x > 1 \\ 3x & x \le 1 \end{cases} ¦ \begin{cases} x^2 & x > 2 \\ 2x & x \le 2 \end{cases} ¦ \begin{cases} 2x & x > 1 \\ x^2 & x \le 1 \end{cases}
`,
  ),
];

/** Percent, money, units, degrees, ratios. */
import { type Family, lines, table } from "../family.ts";

const r = String.raw;

export const quantities: readonly Family[] = [
  // Rule: p % as a percentage, as the number p and as the share; other percentages and shares are others.
  table(
    "percent",
    "percent",
    lines([5, 10, 25, 28, 50, 75], (p) =>
      [
        `${p}% ≡ ${p}\\% ¦ ${p} \\% ¦ ${p} percent ¦ $${p}\\%$ ¦ ${p} ¦ ${p / 100} ¦ ${p}.0% ¦ ${p} pct`,
        `${p + 1}% ¦ ${p / 10}% ¦ ${p * 10}% ¦ -${p}% ¦ ${p + 1} ¦ ${p / 1000} ¦ ${(p + 1) / 100}`,
      ].join(" ≢ "),
    ),
  ),
  table(
    "percent-forms",
    "percent",
    r`
\frac{1}{2}\% ≡ 0.5\% ¦ \frac12\% ¦ .5% ≢ 50\% ¦ 5\% ¦ 0.05%
33\frac{1}{3}\% ≡ \frac{100}{3}\% ¦ 33 1/3 % ¦ \frac{1}{3} ¦ \frac{100}{3} ≢ 33\% ¦ 34\% ¦ \frac{10}{3}\%
100\% ≡ 1 ¦ 100 ¦ 100 percent ≢ 0.1 ¦ 10\% ¦ 1000\% ¦ 99\%
12.5\% ≡ 12.5 ¦ 0.125 ¦ \frac{1}{8} ¦ 12\frac12\% ≢ 12% ¦ 1.25 ¦ 125% ¦ 1/80
7.41\% ≡ 7.41% ¦ 7.41 ≢ 7.4% ¦ 7.42% ¦ 741%
`,
  ),
  table(
    "money",
    "quantity",
    r`
10 ≡ \$10 ¦ $10 ¦ 10 dollars ¦ \$10.00 ¦ 10\text{ dollars} ¦ \text{\$}10 ¦ 10 USD ≢ \$11 ¦ \$1.0 ¦ \$100 ¦ -\$10
20 ≡ $20.00 ¦ 20.00 ¦ \$20 ≢ $2.00 ¦ $20.01 ¦ 19.99 ¦ 2000
18.90 ≡ \$18.90 ¦ 18.9 ¦ \$18.9 ¦ 18.90 dollars ≢ \$18.09 ¦ 18.8 ¦ \$1890
1234.50 ≡ \$1,234.50 ¦ 1,234.5 ¦ 1234.50 dollars ¦ \$1{,}234.50 ≢ \$1,234.05 ¦ 1234 ¦ \$12,345.0
`,
  ),
  table(
    "units",
    "quantity",
    r`
15 ≡ 15 cm ¦ 15\text{ cm} ¦ 15\ \text{cm}^2 ¦ 15 \mbox{ cm}^2 ¦ 15 \mathrm{~cm} ¦ 15 meters ¦ 15 apples ¦ 15 square units ≢ 16 cm ¦ 5 cm ¦ 15.5 cm ¦ 150 cm ¦ -15 cm
\frac{1}{3} ≡ \frac{1}{3} \text{meters} ¦ \frac{1}{3} \textbf{ meters} ¦ \frac13\text{ hours} ≢ \frac{1}{4}\text{ meters} ¦ 3\text{ meters}
125 ≡ 125 miles ¦ 125\textnormal{ miles} ¦ $125$ miles ¦ 125 mi ≢ 12.5 miles ¦ 126 miles ¦ 125.5 miles
6 ≡ 6 hours ¦ 6\text{ hr} ¦ 6\text{ years old} ¦ 6 students ≢ 7 hours ¦ 60 hours ¦ -6 hours
3.5 ≡ 3.5 kg ¦ 3.5\,\mathrm{kg} ¦ 3.5 \text{ kg} ≢ 3.6 kg ¦ 35 kg ¦ 3.05 kg
12 \text{ cm} ≡ 12 cm ¦ 12 ¦ 12\mathrm{cm} ¦ 12~\text{cm} ≢ 13 cm ¦ 12 m ¦ 1.2 cm ¦ 12 km
2 \text{ m} ≡ 200 \text{ cm} ¦ 2000 mm ¦ 2 meters ≢ 2 cm ¦ 20 cm ¦ 2 km
1 \text{ hour} ≡ 60 \text{ minutes} ¦ 3600 seconds ≢ 1 minute ¦ 60 hours ¦ 100 minutes
5 \text{ km} ≡ 5000 m ¦ 5 kilometers ≢ 5 m ¦ 500 m ¦ 50 km
`,
  ),
  table(
    "degrees",
    "quantity",
    r`
45^\circ ≡ 45° ¦ 45^{\circ} ¦ 45 ¦ 45 degrees ¦ 45\text{ degrees} ¦ 45\degree ≢ 46^\circ ¦ 4.5^\circ ¦ 54^\circ ¦ -45^\circ
90^\circ ≡ 90 ¦ 90° ¦ 90\,^\circ ≢ 9^\circ ¦ 91 ¦ 180^\circ
74^\circ ≡ 74° ¦ 74 ¦ 74^{\circ} ≢ 47° ¦ 75° ¦ 7.4°
22.5^\circ ≡ 22.5° ¦ 22.5 ¦ \frac{45}{2}^\circ ≢ 22° ¦ 23° ¦ 225°
`,
  ),
  table(
    "ratios",
    "ratio",
    r`
7:32 ≡ 7 : 32 ¦ 7\colon 32 ¦ 14:64 ¦ \frac{7}{32} ≢ 32:7 ¦ 7:23 ¦ 7:33 ¦ 8:32 ¦ 732
1:2 ≡ 1 : 2 ¦ 2:4 ¦ 1/2 ≢ 2:1 ¦ 1:3 ¦ 1:20
3:4:5 ≡ 3 : 4 : 5 ¦ 6:8:10 ≢ 5:4:3 ¦ 3:4:6 ¦ 3:4 ¦ 4:3:5
V_{1}:V_{2}=11:21 ≡ 11:21 ¦ V_1:V_2 = 11:21 ≢ 21:11 ¦ 11:12
`,
  ),
];

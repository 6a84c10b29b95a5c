import { expect, test } from "vitest";
import { extractAnswer } from "./extractAnswer.ts";
import { readGold } from "./readGold.ts";

const LONG = 500_000;
const repeat = (unit: string) => unit.repeat(Math.ceil(LONG / unit.length));

/** Each of these made some extractor somewhere quadratic. Extraction takes milliseconds; two seconds are a defect. */
const hostile: Readonly<Record<string, string>> = {
  "400 boxes": repeat(`${"we try once more ".repeat(73)}\\boxed{12} and `),
  "boxes that never close": repeat("\\boxed{"),
  "boxes of a dollar that never close": repeat("\\boxed{$"),
  "boxes of blank lines that never close": repeat("\\boxed{\n\n"),
  "empty boxes": repeat("\\boxed{}"),
  "boxes that join": repeat("\\boxed{1}, "),
  "open braces": repeat("{"),
  dollars: repeat("$"),
  money: repeat("costs $5 or so, "),
  "display dollars": repeat("$$x$ "),
  "open parentheses of mathematics": repeat("\\("),
  "environments that never end": repeat("\\begin{align}x"),
  answers: repeat("answer "),
  "announced answers": repeat("the answer is "),
  "final answers": repeat("final answer"),
  hashes: repeat("#### "),
  "hash lines": repeat("####\n"),
  "answer lines": repeat("A:\n"),
  "opening tags": repeat("<answer>"),
  "thinking tags": repeat("<think></think>"),
  "json keys": repeat('"answer": '),
  fences: repeat("```python\n"),
  stars: repeat("*"),
  exclamations: repeat("!"),
  quotes: repeat('"'),
  backslashes: repeat("\\"),
  letters: repeat("A "),
  "digits in words": repeat("x1"),
  digits: repeat("1"),
  numbers: repeat("1 "),
  fractions: repeat("1/"),
  Chinese: repeat("答案是"),
  "one word": repeat("a"),
};

for (const [name, response] of Object.entries(hostile)) {
  for (const gold of ["42", "C"]) {
    test(`500,000 characters of ${name}, gold ${gold}`, () => {
      const started = performance.now();
      extractAnswer(response, { context: readGold(gold, "auto", undefined).context });
      expect(performance.now() - started).toBeLessThan(2_000);
    });
  }
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { splitSteps, toSteps } from "./splitSteps.ts";

const texts = (response: string) => splitSteps(response).map(({ text }) => text);

test.each<[name: string, response: string, steps: string[]]>([
  ["step lines", "Step 1: 2+2=4.\nStep 2: 4*3=12.", ["Step 1: 2+2=4.", "Step 2: 4*3=12."]],
  ["what stands before the first mark", "We add.\nStep 1: 2+2=4.", ["We add.", "Step 1: 2+2=4."]],
  ["headings", "### Step 1\n2+2=4\n### Step 2\nDone.", ["### Step 1\n2+2=4", "### Step 2\nDone."]],
  ["bold marks", "**Step 1:** a\n**Step 2:** b", ["**Step 1:** a", "**Step 2:** b"]],
  ["numbered items", "1. Add.\n2. Halve.\nSo 3.", ["1. Add.", "2. Halve.\nSo 3."]],
  ["numbers that count up from 1 only", "3. is a number\n7. too", ["3. is a number", "7. too"]],
  ["paragraphs", "First.\nStill first.\n\nSecond.", ["First.\nStill first.", "Second."]],
  ["lines", "2+2=4\n4*3=12", ["2+2=4", "4*3=12"]],
  ["sentences as the last resort", "We get 2.5 apples. Then 3 more.", ["We get 2.5 apples.", "Then 3 more."]],
  [
    "a display formula is not cut",
    "Now\n\\[\na = b\n\n= c\n\\]\n\nDone.",
    ["Now\n\\[\na = b\n\n= c\n\\]", "Done."],
  ],
  ["nothing in blank text", " \n\n ", []],
])("%s", (_, response, steps) => expect(texts(response)).toEqual(steps));

test("spans are in order and cut the very text out of the response", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("Step 1: ", "\n", "\n\n", "1. ", "2. ", "a. B", "\\[", "\\]", "```", "x")),
      (parts) => {
        const response = parts.join("");
        let end = 0;
        for (const step of splitSteps(response)) {
          expect(response.slice(step.span.start, step.span.end)).toBe(step.text);
          expect(step.span.start).toBeGreaterThanOrEqual(end);
          expect(response.slice(end, step.span.start).trim()).toBe("");
          end = step.span.end;
        }
        expect(response.slice(end).trim()).toBe("");
      },
    ),
  );
});

test("ready-made steps lie one line feed apart", () => {
  expect(toSteps(["2+2=4", "4*3=12"])).toEqual([
    { index: 0, text: "2+2=4", span: { start: 0, end: 5 } },
    { index: 1, text: "4*3=12", span: { start: 6, end: 12 } },
  ]);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentHash } from "./contentHash.ts";
import { readVerdict } from "./readVerdict.ts";
import { refinePrompt, WORKSPACE_CHARACTERS } from "./refinePrompt.ts";
import { solvingPrompt } from "./solvingPrompt.ts";
import { splitSteps } from "./splitSteps.ts";
import { verificationPrompt } from "./verificationPrompt.ts";

describe("the verdict of a check", () => {
  test.each([
    ["Step 1 holds.\nAnswer: 1", "right"],
    ["47*16=752, not 753.\nAnswer: 0\n", "wrong"],
    ["answer : 1", "right"],
    ["ANSWER:0", "wrong"],
    ["**Answer: 1**", "right"],
    ["Answer: **0**.", "wrong"],
    ["> Answer: $1$", "right"],
    ["Answer: 0\nBut wait, the last step holds.\nAnswer: 1", "right"],
    ["Answer: 1\n\nRemarks follow.", "right"],
    ["Answer: 1\r\nthe end\r\n", "right"],
  ])("%j is %s", (check, verdict) => expect(readVerdict(check)).toBe(verdict));

  test.each([
    ["nothing", ""],
    ["no verdict line", "The solution is correct."],
    ["another number", "Answer: 221"],
    ["ten", "Answer: 10"],
    ["half a verdict", "Answer: 0.5"],
    ["a line of prose", "The answer: 1 or 0?"],
    ["a line that was cut", "It fails.\nAnswer:"],
    ["words", "Answer: correct"],
  ])("%s abstains", (_, check) => expect(readVerdict(check)).toBe("unparseable"));
});

describe("steps of a solution", () => {
  test.each([
    ["lines", "47*16=752\n752-310=442\nAnswer: 221", ["47*16=752\n", "752-310=442\n", "Answer: 221"]],
    ["paragraphs where there are two", "a\nb\n\nc\n", ["a\nb\n\n", "c\n"]],
    ["blank lines of white space", "a\n \t\n\nb", ["a\n \t\n\n", "b"]],
    ["one step", "it is 4", ["it is 4"]],
    ["white space at both ends", "\n\n a\nb \n", ["\n\n a\n", "b \n"]],
    ["nothing", " \n", []],
  ])("%s", (_, text, steps) => expect(splitSteps(text)).toEqual(steps));

  test("joined they are the text, and none of them is blank", () => {
    const texts = fc
      .array(fc.constantFrom("a", "b=1", " ", "\n", "\n\n", "\t"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        const steps = splitSteps(text);
        expect(steps.join("")).toBe(text.trim() === "" ? "" : text);
        expect(steps.every((step) => step.trim() !== "")).toBe(true);
      }),
    );
  });
});

describe("prompts", () => {
  test.each([
    [undefined, "2+2"],
    [null, "2+2"],
    ["", "2+2"],
    ["Compute {problem}. Again: {problem}", "Compute 2+2. Again: 2+2"],
    ["Think step by step.", "Think step by step.\n\n2+2"],
  ])("the template %j asks %j", (template, prompt) => expect(solvingPrompt("2+2", template)).toBe(prompt));

  test("a statement is put in as it is, whatever it looks like", () => {
    expect(solvingPrompt("$& costs {problem}", "Q: {problem}")).toBe("Q: $& costs {problem}");
  });

  test("a verifier sees problem and whole solution in Heimdall's form, and is told the last line", () => {
    const prompt = verificationPrompt("2+2 ", "It is 4.\nAnswer: 4\n");
    expect(prompt).toMatch(/^Problem:\n2\+2\n\nSolution:\nIt is 4\.\nAnswer: 4\n\n[^\n]*step by step/u);
    expect(prompt).toMatch(/"Answer: 1".*"Answer: 0"/u);
  });

  test("the workspace of a refinement is bounded, however long and many its drafts are", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60_000), { minLength: 1, maxLength: 16 }), (lengths) => {
        const drafts = lengths.map((length) => "x".repeat(length));
        expect(refinePrompt("P", drafts).length).toBeLessThan(WORKSPACE_CHARACTERS + 600);
      }),
      { numRuns: 30 },
    );
  });

  test("a draft that is too long keeps its end, where its answer stands", () => {
    expect(refinePrompt("P", [`${"x".repeat(50_000)} so it is 4`])).toMatch(
      /Draft 1:\n\[\.\.\.\] x+ so it is 4\n/u,
    );
  });

  test("a prompt's hash is 22 characters, and another prompt's is another", () => {
    expect([contentHash("a").length, contentHash("a") === contentHash("b")]).toEqual([22, false]);
  });
});

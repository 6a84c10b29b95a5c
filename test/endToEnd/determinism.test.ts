/** A verdict is a function of its texts: Node, the Worker's runtime and a browser agree on outcome, decider and fuel. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@plumbline/client";
import { gradeAnswer } from "@plumbline/grading";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../scripts/stack/paths.ts";
import { DATA, hasRealData, readRows } from "../setup/realData.ts";
import { startBrowser } from "../setup/startBrowser.ts";
import { startTestStack, type TestStack } from "../setup/testStack.ts";

interface Pair {
  readonly gold: string;
  readonly pred: string;
}

const OWN: readonly Pair[] = [
  { gold: "\\frac{\\sqrt{3}}{3}", pred: "\\frac{1}{\\sqrt{3}}" },
  { gold: "(x-1)(x+1)", pred: "x^2 - 1" },
  { gold: "\\sin(2x)", pred: "2\\sin x\\cos x" },
  { gold: "9^{9^{9^9}}", pred: "9^{9^{9^8}}" },
  { gold: "1/2004!", pred: "1/2006!" },
  { gold: "\\{1,2,3\\}", pred: "I find 3, 1 and 2, so \\boxed{\\{3,1,2\\}}." },
];

/** Every tenth of the public pairs that are no whole essay, and our own. */
function pairs(): Pair[] {
  if (!hasRealData()) return [...OWN];
  const rows = readdirSync(join(DATA, "answer-pairs"))
    .sort()
    .flatMap((file) => readRows<Partial<Pair>>(join("answer-pairs", file)))
    .filter(
      (row): row is Pair =>
        typeof row.gold === "string" && typeof row.pred === "string" && row.pred.length < 20_000,
    );
  return [...OWN, ...rows.filter((_, index) => index % 10 === 0)];
}

const summary = ({ gold, pred }: Pair): string => {
  const { outcome, relation, by, fuel } = gradeAnswer({ gold, pred });
  return `${outcome} ${relation} ${by} ${fuel}`;
};

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

test("Node, workerd and Chromium give the same verdicts for the same fuel, in any order", async () => {
  const all = pairs();
  const inNode = all.map(summary);
  expect(all.toReversed().map(summary).toReversed()).toEqual(inNode);

  const client = createClient({ baseUrl: stack.url, token: stack.credentials.token });
  const inWorkerd: string[] = [];
  for (const { gold, pred } of all) {
    const { outcome, relation, by, fuel } = await client.check({ gold, pred });
    inWorkerd.push(`${outcome} ${relation} ${by} ${fuel}`);
  }
  expect(inWorkerd).toEqual(inNode);

  const bundle = await build({
    entryPoints: [join(ROOT, "packages", "grading", "src", "index.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "grading",
    target: "es2024",
  });
  const browser = await startBrowser();
  const page = await browser.newPage();
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? "" });
  const inChromium = await page.evaluate((given) => {
    const { gradeAnswer: grade } = Reflect.get(globalThis, "grading") as {
      gradeAnswer(pair: { gold: string; pred: string }): {
        outcome: string;
        relation: string;
        by: string;
        fuel: number;
      };
    };
    return given.map((pair) => {
      const { outcome, relation, by, fuel } = grade(pair);
      return `${outcome} ${relation} ${by} ${fuel}`;
    });
  }, all);
  await browser.close();
  expect(inChromium).toEqual(inNode);
});

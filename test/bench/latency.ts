/**
 * `bench -- latency`: one check at a time, through the API of the built Worker and in a browser page, over the public
 * answer pairs in a fixed order. Times are wall-clock milliseconds as the caller sees them, loopback included.
 * Option: --pairs N (default 1000).
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "@plumbline/client";
import { buildWorker } from "../../scripts/stack/buildWorker.ts";
import { DATA, hasRealData, readRows } from "../setup/realData.ts";
import { startBrowser } from "../setup/startBrowser.ts";
import { startTestStack, type TestStack } from "../setup/testStack.ts";

interface Pair {
  readonly gold: string;
  readonly pred: string;
}

/** Every k-th pair of all files, so that each suite is there in its proportion. */
function choosePairs(count: number): Pair[] {
  const files = readdirSync(join(DATA, "answer-pairs")).sort();
  const all = files
    .flatMap((file) => readRows<Partial<Pair>>(join("answer-pairs", file)))
    .filter((row): row is Pair => typeof row.gold === "string" && typeof row.pred === "string");
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, index) => index % step === 0).slice(0, count);
}

function quantile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return Math.round(value * 100) / 100;
}

async function timeApi(stack: TestStack, pairs: readonly Pair[]): Promise<number[]> {
  const client = createClient({ baseUrl: stack.url, token: stack.credentials.token });
  const times: number[] = [];
  for (const { gold, pred } of pairs) {
    const begun = performance.now();
    await client.check({ gold, pred });
    times.push(performance.now() - begun);
  }
  return times.sort((left, right) => left - right);
}

/** Types each pair into the "try it" page and waits until the page shows its verdict's fuel. */
async function timePage(stack: TestStack, pairs: readonly Pair[]): Promise<number[]> {
  const browser = await startBrowser();
  const page = await browser.newPage();
  await page.goto(`${stack.url}/try`);
  await page.waitForLoadState("networkidle");
  const times: number[] = [];
  for (const { gold, pred } of pairs) {
    await page.getByLabel("Gold").fill(gold);
    const begun = performance.now();
    await page.getByLabel(/^Answer/u).fill(pred);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
    times.push(performance.now() - begun);
  }
  await browser.close();
  return times.sort((left, right) => left - right);
}

export async function runBench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({ args, options: { pairs: { type: "string", default: "1000" } } });
  if (!hasRealData()) throw new Error("The latency bench needs the public answer pairs: set PLUMBLINE_DATA.");
  buildWorker();
  const pairs = choosePairs(Number(values.pairs));
  const stack = await startTestStack();
  try {
    await timeApi(stack, pairs.slice(0, 50));
    const api = await timeApi(stack, pairs);
    const page = await timePage(stack, pairs.slice(0, 300));
    return {
      pairs: pairs.length,
      apiP50ms: quantile(api, 0.5),
      apiP99ms: quantile(api, 0.99),
      apiMaxms: quantile(api, 1),
      pageP50ms: quantile(page, 0.5),
      pageP99ms: quantile(page, 0.99),
      pageMaxms: quantile(page, 1),
    };
  } finally {
    await stack.stop();
  }
}

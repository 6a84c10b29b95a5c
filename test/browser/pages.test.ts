/** What a visitor does in a browser, on the built Worker: no console error, no violation of the content security policy. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startBrowser } from "../setup/startBrowser.ts";
import { createBenchmark, submit, sums, toJsonl, waitUntilFinished } from "../setup/submitting.ts";
import { startTestStack, type TestStack } from "../setup/testStack.ts";

const PROBLEMS = 30;
const HOSTILE =
  '<img src=x onerror="globalThis.hacked=1"> $\\href{javascript:globalThis.hacked=1}{x}$ \\(\\frac{1}{2}\\)';

let stack: TestStack;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  stack = await startTestStack({ runners: 1, tickMs: 1_000 });
  browser = await startBrowser();
  await createBenchmark(stack.client, "sums", sums(PROBLEMS));
  for (const [name, wrongEvery] of [
    ["model one", 10],
    ["model two", 3],
  ] as const) {
    const rows = sums(PROBLEMS).map(({ key, spec }, index) => ({
      problem_id: key,
      response: `${index === 0 ? `${HOSTILE}\n\n` : ""}So the answer is $\\boxed{${Number(spec.gold) + (index % wrongEvery === 0 ? 1 : 0)}}$.`,
    }));
    const { run } = await submit(stack.client, { benchmark: "sums", model: { name } }, toJsonl(rows));
    await waitUntilFinished(stack.client, run.id);
  }
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

function watch(watched: Page): void {
  watched.on("console", (message) => {
    if (message.type() === "error" || message.text().includes("Content Security Policy"))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  watched.on("pageerror", (error) => complaints.push(String(error)));
}

beforeEach(async () => {
  complaints = [];
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  watch(page);
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

const bodyText = (): Promise<string> => page.locator("body").innerText();

async function signIn(): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.locator("input[type=password], input[name=token]").first().fill(stack.credentials.token);
  await page.locator("form button[type=submit]").last().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

test("the home page leads to the board, the board to a run, the run to a sample with its reason", async () => {
  await page.goto(stack.url);
  await page.getByRole("link", { name: "sums" }).first().click();
  // The home page names the models too; a click there would cut the way to the board short.
  await page.waitForURL(/\/benchmarks\/sums$/u);
  await page.getByRole("columnheader", { name: "Outcomes" }).waitFor();
  const board = await bodyText();
  expect(board.indexOf("model one")).toBeLessThan(board.indexOf("model two"));
  expect(board).toMatch(/90\.0/u);
  await page.getByRole("link", { name: "model one" }).first().click();
  await page.waitForURL(/\/runs\//u);
  await page.locator('a[href*="/samples/"]').first().click();
  await page.waitForURL(/\/samples\//u);
  await page.getByRole("heading", { name: "Response" }).waitFor();
  expect(await bodyText()).toMatch(/What is \d+ \+ \d+\?/u);
  expect(await page.locator("mark, [data-extracted]").count()).toBeGreaterThan(0);
});

test("model text is shown as text: no markup of it comes alive, its mathematics is typeset", async () => {
  const run = (await stack.client.listRuns({ benchmark: "sums" })).items.find(
    ({ model }) => model.name === "model one",
  );
  const [first] = (await stack.client.listSamples(run?.id ?? "")).items;
  await page.goto(`${stack.url}/samples/${encodeURIComponent(first?.id ?? "")}`);
  await page.getByText("<img src=x").first().waitFor();
  expect(await page.locator("img[src=x]").count()).toBe(0);
  expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
  expect(await page.evaluate(() => Reflect.get(globalThis, "hacked"))).toBeUndefined();
  expect(await page.locator("math mfrac").count()).toBeGreaterThan(0);
});

test("signing in leads back to the page that asked; a new token's secret is in view, revoking takes two steps", async () => {
  await page.goto(`${stack.url}/upload?benchmark=sums`);
  await page.locator("main").getByRole("link", { name: "sign in" }).click();
  await page.locator("input[name=token]").fill(stack.credentials.token);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${stack.url}/upload?benchmark=sums`);
  await page.goto(`${stack.url}/tokens`);
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Label").fill("for a while");
  await page.getByRole("button", { name: "Create token" }).click();
  const secret = page.getByLabel("Secret of the new token");
  await secret.waitFor();
  expect(await secret.evaluate((field) => field.getBoundingClientRect().top >= 0)).toBe(true);
  expect(await secret.evaluate((field) => document.activeElement === field)).toBe(true);
  const revoke = page.getByRole("button", { name: "Revoke for a while for good" });
  expect(await revoke.isVisible()).toBe(false);
  await page.locator("summary", { hasText: "Revoke" }).first().click();
  await revoke.click();
  await page.getByText(/^revoked \d{4}/u).waitFor();
});

test("a file is dropped, recognised, sent, graded before one's eyes, and stands on the board", async () => {
  await signIn();
  await page.goto(`${stack.url}/upload`);
  await page.waitForLoadState("networkidle");
  const rows = sums(PROBLEMS).map(({ key, spec }) => ({
    problem_id: key,
    response: `A: ${spec.gold}`,
    model: "from the browser",
  }));
  await page.locator("input[type=file]").setInputFiles({
    name: "outputs.jsonl",
    mimeType: "application/jsonl",
    buffer: Buffer.from(`${toJsonl(rows)}{"broken": \n`),
  });
  await page
    .getByText("from the browser")
    .or(page.locator('input[value="from the browser"]'))
    .first()
    .waitFor();
  await page.getByLabel("Benchmark").selectOption("sums");
  await page.getByLabel("Everybody, on the leaderboard").check();
  await page.getByRole("button", { name: "Submit" }).click();
  await page.waitForURL(/\/runs\//u);
  await page.getByText("100.0").first().waitFor();
  await page
    .getByText("not_json")
    .or(page.getByText(/not (?:valid )?JSON/iu))
    .first()
    .waitFor();
  await page.goto(`${stack.url}/benchmarks/sums`);
  await page.getByText("from the browser").first().waitFor();
});

test("the checker answers in the visitor's own browser", async () => {
  await page.goto(`${stack.url}/try`);
  await page.waitForLoadState("networkidle");
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.getByLabel("Gold").fill("\\frac{3}{4}");
  await page.getByLabel(/^Answer/u).fill("0.75");
  await page.getByText("Correct", { exact: true }).first().waitFor();
  await page.getByLabel(/^Answer/u).fill("0.76");
  await page.getByText("Incorrect", { exact: true }).first().waitFor();
  expect(requests.filter((url) => url.includes("/api/"))).toEqual([]);
});

test("a run's owner has it graded again by a runner and sees the job done", async () => {
  await signIn();
  const run = (await stack.client.listRuns({ benchmark: "sums" })).items.find(
    ({ model }) => model.name === "model two",
  );
  const job = await stack.client.createJob({ kind: "regrade", runId: run?.id ?? "" });
  await expect.poll(async () => (await stack.client.job(job.id)).state, { timeout: 30_000 }).toBe("done");
  await page.goto(`${stack.url}/jobs`);
  await page.getByText("done").first().waitFor();
});

describe("without JavaScript", () => {
  test.each(["/", "/benchmarks/sums", "/benchmarks/sums/problems", "/sign-in"])("%s reads", async (path) => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const reader = await plain.newPage();
    const response = await reader.goto(stack.url + path);
    expect(response?.status()).toBe(200);
    const text = await reader.locator("body").innerText();
    expect(text.length).toBeGreaterThan(80);
    if (path === "/benchmarks/sums") expect(text).toMatch(/model one[\s\S]*90\.0/u);
    await plain.close();
  });
});

test.each([
  ["light", 1280],
  ["dark", 1280],
  ["light", 390],
] as const)("%s at %d px: every public page fits its window", async (colorScheme, width) => {
  const sized = await browser.newContext({ colorScheme, viewport: { width, height: 844 } });
  const visitor = await sized.newPage();
  watch(visitor);
  const [run] = (await stack.client.listRuns({ benchmark: "sums" })).items;
  const [sample] = (await stack.client.listSamples(run?.id ?? "")).items;
  const paths = [
    "/",
    "/benchmarks/sums",
    "/benchmarks/sums/problems",
    `/runs/${run?.id}`,
    `/problems/${sample?.problemId}`,
    `/samples/${encodeURIComponent(sample?.id ?? "")}`,
    "/try",
    "/upload",
    "/sign-in",
  ];
  const wide: string[] = [];
  for (const path of paths) {
    await visitor.goto(stack.url + path);
    await visitor.waitForLoadState("networkidle");
    const excess = await visitor.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
    if (excess > 0) wide.push(`${path}: ${excess} px too wide`);
  }
  await sized.close();
  expect(wide).toEqual([]);
});

test("an address that is nowhere says so and leads home", async () => {
  const response = await page.goto(`${stack.url}/no-such-page`);
  expect(response?.status()).toBe(404);
  expect(await page.getByRole("link").count()).toBeGreaterThan(0);
  // The browser itself reports the 404 of the document; that is the point of this test.
  complaints = complaints.filter((line) => !line.includes("404"));
});

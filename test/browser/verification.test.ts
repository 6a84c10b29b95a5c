/**
 * Sampling and verification as a visitor meets them, on the built Worker with a runner and the embedded model.
 * Decision: one story told in order, because what the later tests look at is the run that the first one asks for in the
 * form; no test may leave a console error or a violation of the content security policy behind.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { nanoProblems } from "../../scripts/nanoProblems.ts";
import { startBrowser } from "../setup/startBrowser.ts";
import { createBenchmark } from "../setup/submitting.ts";
import { startTestStack, type TestStack } from "../setup/testStack.ts";

const PROBLEMS = 8;
const SAMPLES = 4;
const VOTES = 2;
/** So hot that some samples are wrong; a verifier of right samples alone has nothing to tell apart, and no chart. */
const TEMPERATURE = 2;
const ABSENT = "nobody-has-this";
const PATIENCE_MS = 60_000;

let stack: TestStack;
let browser: Browser;
let signedIn: NonNullable<BrowserContextOptions["storageState"]>;
let context: BrowserContext;
let page: Page;
let complaints: string[];
/** Where the runs of the first and of the waiting test are; empty until those have run. */
let sampledRun = "";
let waitingRun = "";

beforeAll(async () => {
  stack = await startTestStack({ tickMs: 1_000 });
  browser = await startBrowser();
  await createBenchmark(stack.client, "chains", nanoProblems(PROBLEMS));
  const first = await browser.newContext();
  const door = await first.newPage();
  await door.goto(`${stack.url}/sign-in`);
  await door.getByLabel("Token").fill(stack.credentials.token);
  await door.getByRole("button", { name: "Sign in" }).click();
  await door.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  signedIn = await first.storageState();
  await first.close();
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

async function open(options: BrowserContextOptions): Promise<BrowserContext> {
  const opened = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  opened.setDefaultTimeout(PATIENCE_MS);
  opened.on("console", (message) => {
    if (message.type() === "error" || message.text().includes("Content Security Policy"))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  opened.on("weberror", (error) => complaints.push(String(error.error())));
  return opened;
}

beforeEach(async () => {
  complaints = [];
  context = await open({ storageState: signedIn });
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

const verificationOf = (shown: Page): Locator => shown.getByRole("region", { name: "Verification" });
const rulesOf = (shown: Page): Locator =>
  verificationOf(shown).getByRole("table", { name: "What each rule gets right" });

const chartOf = (shown: Page, title: string): Locator =>
  shown.getByRole("figure", { name: new RegExp(`^${title}`, "u") });

const CHARTS = [
  ["More samples", /^Line chart: pass@k/u, "pass@k"],
  ["What it costs", /^Line chart: accuracy against tokens/u, "Tokens per problem"],
  ["How well the verifier judges", /^Line chart: balanced accuracy/u, "Refuses wrong"],
  ["What a share of votes means", /^Reliability diagram/u, "Share of positive votes"],
] as const;

/** Fills the form at /sample once it is alive. */
async function fillForm(model: string, samples: number): Promise<void> {
  await page.goto(`${stack.url}/sample`);
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Benchmark").selectOption("chains");
  await page.getByLabel("Model").fill(model);
  await page.getByLabel("Samples per problem (N)").fill(String(samples));
  await page.getByLabel("Votes per sample (M)").fill(String(VOTES));
  await page.getByLabel("Temperature").fill(String(TEMPERATURE));
  await page.getByLabel("Seed").fill("7");
  await page.getByLabel("Everybody, on the leaderboard").check();
}

async function start(): Promise<string> {
  await page.getByRole("button", { name: "Start sampling" }).click();
  await page.waitForURL(/\/runs\/[^/]+$/u);
  return page.url();
}

test("a run is asked for in the form, fills before one's eyes and ends with what verification is worth", async () => {
  await fillForm("nano", SAMPLES);
  await page.getByText(`${PROBLEMS * SAMPLES} solutions and ${PROBLEMS * SAMPLES * VOTES} checks`).waitFor();
  let documents = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) documents += 1;
  });
  sampledRun = await start();
  await page.getByRole("heading", { level: 1, name: "nano" }).waitFor();
  // No runner is there yet: whatever the page shows from here on has reached it without a reload.
  await page.getByText("Waiting for a runner that has the model nano.").waitFor();
  await page.getByText("Nothing is graded yet.").waitFor();
  stack.startRunner("nano");
  const gain = verificationOf(page).getByText(/^Pessimistic Verification picks the right answer for/u);
  await gain.waitFor({ timeout: 90_000 });
  await expect
    .poll(() => page.getByRole("region", { name: "Jobs" }).getByText("Done").count(), {
      timeout: PATIENCE_MS,
    })
    .toBe(2);
  expect(documents).toBe(0);

  expect(await gain.innerText()).toMatch(
    /[\d.]+ % of the problems, majority vote for [\d.]+ %.*95 % interval/u,
  );
  const told = await verificationOf(page).innerText();
  expect(told).toContain(
    `On ${PROBLEMS} problems with N = ${SAMPLES} samples of each, every sample checked M = ${VOTES} times by nano`,
  );
  expect(told).toMatch(/Votes cast\s+64\s/u);
  const rules = await rulesOf(page).getByRole("rowheader").allInnerTexts();
  for (const rule of [/^One sample/u, /^Majority/u, /^Pessimistic/u, /^Ceiling \(pass@4\)/u])
    expect(rules.filter((words) => rule.test(words))).toHaveLength(1);
  const ceiling = rulesOf(page).getByRole("row", { name: /Ceiling/u });
  expect(await ceiling.getByRole("img").getAttribute("aria-label")).toMatch(/^[\d.]+ %, 95 % interval/u);
}, 180_000);

test("each chart is drawn, has a name for those who do not see it, and its data as a table", async () => {
  await page.goto(sampledRun);
  for (const [title, name, head] of CHARTS) {
    const figure = chartOf(page, title);
    await figure.scrollIntoViewIfNeeded();
    const drawing = figure.getByRole("img", { name });
    await drawing.waitFor();
    const box = await drawing.boundingBox();
    expect(box?.width, title).toBeGreaterThan(300);
    expect(box?.height, title).toBeGreaterThan(200);
    // Marks that took the colour of the paper would be there and yet not be seen.
    expect(await countSeen(drawing), title).toBeGreaterThan(1);
    const data = figure.getByRole("table", { name: title });
    expect(await data.isVisible(), title).toBe(false);
    await figure.getByText("Data of this chart").click();
    await data.getByRole("columnheader", { name: head }).waitFor();
    expect(await data.getByRole("row").count(), title).toBeGreaterThan(1);
  }
  await page.getByText("All rules, settings and numbers of votes").click();
  const all = page.getByRole("table", { name: "All rules, settings and numbers of votes" });
  await all.getByRole("columnheader", { name: `M = ${VOTES}` }).waitFor();
});

/** How many marks of a drawing have an extent and a colour that is neither none nor the page's own. */
function countSeen(drawing: Locator): Promise<number> {
  return drawing.evaluate((svg) => {
    const paper = getComputedStyle(document.body).backgroundColor;
    const seen = (colour: string) => colour !== "none" && colour !== "transparent" && colour !== paper;
    return [...svg.querySelectorAll("path, circle")].filter((mark) => {
      const { width, height } = mark.getBoundingClientRect();
      const { fill, stroke } = getComputedStyle(mark);
      return width + height > 4 && (seen(fill) || seen(stroke));
    }).length;
  });
}

test("without scripts a visitor reads the same run: the sentence, the rules and every chart's table", async () => {
  const plain = await open({ javaScriptEnabled: false });
  const reader = await plain.newPage();
  const response = await reader.goto(sampledRun);
  expect(response?.status()).toBe(200);
  await verificationOf(reader)
    .getByText(/^Pessimistic Verification picks/u)
    .waitFor();
  expect(await rulesOf(reader).getByRole("row").count()).toBeGreaterThan(4);
  for (const [title, , head] of CHARTS) {
    const figure = chartOf(reader, title);
    expect(await figure.innerText()).toContain("The drawing needs scripts. Its numbers are in the table.");
    await figure.getByText("Data of this chart").click();
    const data = figure.getByRole("table", { name: title });
    await data.getByRole("columnheader", { name: head }).waitFor();
    expect(await data.getByRole("row").count(), title).toBeGreaterThan(1);
  }
  const samples = reader.getByRole("region", { name: "Samples, scrollable" });
  expect(await samples.getByRole("link").count()).toBe(PROBLEMS * SAMPLES);
  await plain.close();
});

test("a sample shows every vote as a mark, and says them in words", async () => {
  await page.goto(sampledRun);
  await page.waitForLoadState("networkidle");
  await page.getByRole("region", { name: "Samples, scrollable" }).getByRole("link").first().click();
  await page.waitForURL(/\/samples\//u);
  const votes = page.getByRole("region", { name: "Votes" });
  const marks = votes.getByRole("img", { name: /^2 votes: \d right, \d wrong, \d abstained$/u });
  await marks.waitFor();
  const [right, wrong, abstained] =
    (await marks.getAttribute("aria-label"))?.match(/\d(?= [rwa])/gu)?.map(Number) ?? [];
  const drawn = [...(await marks.innerText()).replace(/\s/gu, "")].toSorted();
  const expected = ["✓".repeat(right ?? 0), "✕".repeat(wrong ?? 0), "∅".repeat(abstained ?? 0)];
  expect(drawn).toEqual([...expected.join("")].toSorted());
  expect(drawn).toHaveLength(VOTES);
  expect(await votes.innerText()).toMatch(/nano@/u);
});

test("what is wrong with the form stands beside the field it is about, and nothing is made", async () => {
  const before = (await stack.client.listRuns({ benchmark: "chains" })).items.length;
  await fillForm("nano", 0);
  await page.getByRole("button", { name: "Start sampling" }).click();
  // The browser's own check stops it at the field.
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("samples");

  // Where a browser does not check, the server does, in the same place.
  await page
    .locator("form")
    .last()
    .evaluate((form) => form.setAttribute("novalidate", ""));
  await page.getByLabel("Model").fill("   ");
  await page.getByLabel("Votes per sample (M)").fill("257");
  await page.getByRole("button", { name: "Start sampling" }).click();
  for (const label of ["Model", "Samples per problem (N)", "Votes per sample (M)"]) {
    const field = page.getByLabel(label);
    await expect.poll(() => field.getAttribute("aria-invalid"), { timeout: PATIENCE_MS }).toBe("true");
    const ids = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
    const error = page.locator(`[id="${ids.find((id) => id.endsWith("-error")) ?? ""}"]`);
    expect(await error.innerText(), label).not.toBe("");
    const [below, above] = await Promise.all([error.boundingBox(), field.boundingBox()]);
    const gap = (below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0);
    expect(gap, `pixels between ${label} and its error`).toBeLessThan(24);
  }
  expect(await page.getByLabel("Votes per sample (M)").inputValue()).toBe("257");
  expect((await stack.client.listRuns({ benchmark: "chains" })).items).toHaveLength(before);
  // The browser itself reports the status of the refusal.
  complaints = complaints.filter((line) => !line.includes("status of 400"));
});

test("a run for a model that no runner has says what it waits for; cancelling it ends it in view", async () => {
  await fillForm(ABSENT, 1);
  waitingRun = await start();
  await page.getByText(`Waiting for a runner that has the model ${ABSENT}.`).waitFor();
  const jobs = page.getByRole("region", { name: "Jobs" });
  await jobs.getByText(`Waiting for a runner with ${ABSENT}`).waitFor();
  await jobs.getByRole("button", { name: "Cancel" }).click();
  await jobs.getByText("Cancelled", { exact: true }).waitFor();
  await page.getByText(/^The run failed: .*cancel/iu).waitFor();
  expect(await jobs.getByRole("button", { name: "Cancel" }).count()).toBe(0);
  expect(await page.getByText(/^Waiting for/u).count()).toBe(0);
});

test.each(["light", "dark"] as const)(
  "%s at 390 px: form, runs and sample fit the window",
  async (scheme) => {
    const phone = await open({
      colorScheme: scheme,
      viewport: { width: 390, height: 844 },
      storageState: signedIn,
    });
    const held = await phone.newPage();
    const [sample] = (await stack.client.listSamples(sampledRun.split("/").at(-1) ?? "")).items;
    const wide: string[] = [];
    for (const address of [
      `${stack.url}/sample`,
      sampledRun,
      waitingRun,
      `${stack.url}/samples/${encodeURIComponent(sample?.id ?? "")}`,
    ]) {
      await held.goto(address);
      await held.waitForLoadState("networkidle");
      if (address === sampledRun) {
        for (const [title, name] of CHARTS) {
          const drawing = chartOf(held, title).getByRole("img", { name });
          await drawing.waitFor();
          expect(await countSeen(drawing), title).toBeGreaterThan(1);
        }
        for (const summary of await held.locator("summary").all()) await summary.click();
      }
      const excess = await held.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
      if (excess > 0) wide.push(`${address}: ${excess} px too wide`);
    }
    await phone.close();
    expect(wide).toEqual([]);
  },
);

import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { selectionFixture as report } from "../testing/selectionFixture.ts";
import { drawReliability } from "./drawReliability.ts";
import { drawSampleCurve } from "./drawSampleCurve.ts";
import { drawTokenCurve } from "./drawTokenCurve.ts";
import { drawVerifierCurve } from "./drawVerifierCurve.ts";
import { shareDomain } from "./plotFrame.ts";

const { document } = parseHTML("<html><body></body></html>");
const wide = { width: 600, document };
const textsOf = (node: Element) => [...node.querySelectorAll("text")].map((text) => text.textContent);
const drawn = {
  samples: drawSampleCurve(report, wide),
  tokens: drawTokenCurve(report, wide),
  verifier: drawVerifierCurve(report.verifier, wide),
  reliability: drawReliability(report.reliability, wide),
};

describe.each(Object.entries(drawn))("the chart of %s", (_name, node) => {
  test("brings no style of its own, which the content security policy would refuse", () => {
    expect(node.querySelectorAll("style")).toHaveLength(0);
  });
  test("is a picture with a name for those who do not see it", () => {
    expect(node.getAttribute("role")).toBe("img");
    expect(node.getAttribute("aria-label")).toMatch(/chart|diagram/u);
  });
  test("draws no number that is none", () => expect(node.outerHTML).not.toMatch(/NaN|undefined|Infinity/u));
  test("takes its colours from the page", () => expect(node.outerHTML).toMatch(/stroke="var\(--/u));
});

test("every line has its name, and the counts of samples are the ticks", () => {
  const texts = textsOf(drawn.samples);
  expect(texts).toEqual(expect.arrayContaining(["pass@k", "Majority", "Best of N", "Weighted sum", "PV"]));
  expect(texts).toEqual(expect.arrayContaining(["1", "2", "4", "8", "16"]));
  expect(textsOf(drawn.tokens)).toEqual(expect.arrayContaining(["Majority", "PV 1", "PV 8"]));
});

test("without votes the charts show what is there", () => {
  const bare = {
    ...report,
    votes: 0,
    rules: report.rules.filter(({ votes }) => votes === 0),
    scaling: report.scaling.filter(({ votes }) => votes === 0),
  };
  expect(textsOf(drawSampleCurve(bare, wide))).not.toContain("PV");
  expect(textsOf(drawTokenCurve(bare, wide))).toContain("Majority");
});

test("the reliability diagram leaves empty groups out", () => {
  const [first, ...rest] = report.reliability;
  if (first === undefined) throw new Error("The fixture has no groups.");
  const dots = drawReliability([{ ...first, samples: 0 }, ...rest], wide).querySelectorAll("circle");
  expect(dots).toHaveLength(rest.length);
});

test.each([
  [
    [0.52, 0.93],
    [0.5, 1],
  ],
  [
    [0.7, 0.7],
    [0.5, 0.7],
  ],
  [
    [0, 0],
    [0, 0.2],
  ],
  [
    [1, 1],
    [0.8, 1],
  ],
])("shares %j stand on an axis of %j", (values, [low, high]) => {
  const domain = shareDomain(values);
  expect(domain[0]).toBeCloseTo(low ?? 0);
  expect(domain[1]).toBeCloseTo(high ?? 0);
});

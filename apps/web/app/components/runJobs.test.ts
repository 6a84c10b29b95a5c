import { createElement } from "react";
import { describe, expect, test } from "vitest";
import { jobFixture } from "../testing/jobFixture.ts";
import { renderPart } from "../testing/renderPart.ts";
import { RunJobs } from "./runJobs.tsx";

const show = (change: Parameters<typeof jobFixture>[0], may: { cancel?: boolean; requeue?: boolean } = {}) =>
  renderPart(
    createElement(RunJobs, {
      jobs: [jobFixture(change)],
      mayCancel: may.cancel ?? false,
      mayRequeue: may.requeue ?? false,
      refusal: null,
    }),
  );
const textOf = (node: Element) => (node.textContent ?? "").replaceAll(/\s+/gu, " ");
const buttonsOf = (node: Element) => [...node.querySelectorAll("button")].map(textOf);

test("a running job shows what it does, with which model, and how far it is", () => {
  const page = show({});
  expect(textOf(page)).toContain("Verifynano8 votes on each sample");
  expect(textOf(page)).toContain("120 of 480");
  expect(page.querySelector("progress")?.getAttribute("max")).toBe("480");
  expect(page.querySelector("progress")?.getAttribute("value")).toBe("120");
});

test("a job that gave up shows its whole reason", () => {
  const failure = `The model folder lacks tokenizer.json.\n${"Detail. ".repeat(200)}The end.`;
  const text = textOf(show({ state: "dead", attempts: 5, failure }));
  expect(text).toContain("Gave up");
  expect(text).toContain("attempt 5 of 5");
  expect(text).toContain("The end.");
});

describe("what may be done", () => {
  test.each([
    ["leased", { cancel: true }, ["Cancel"]],
    ["queued", { cancel: true, requeue: true }, ["Cancel"]],
    ["leased", {}, []],
    ["dead", { cancel: true }, []],
    ["dead", { requeue: true }, ["Queue again"]],
    ["done", { cancel: true, requeue: true }, []],
  ] as const)("to a job that is %s by one who may %j: %j", (state, may, buttons) =>
    expect(buttonsOf(show({ state }, may))).toEqual(buttons),
  );
});

test("an audit lists what the verifier doubts", () => {
  const counts = { judged: 40, unjudged: 1, flagged: 10, share: 0.25, interval: { low: 0.14, high: 0.4 } };
  const text = textOf(
    show({
      kind: "audit",
      state: "done",
      result: { tau: 0.5, ...counts, sources: [], flaggedSamples: ["a", "b"], flaggedSamplesLeftOut: 8 },
    }),
  );
  expect(text).toContain("10 of 40 records are doubted");
  expect(text).toContain("25.0 %, 14.0–40.0");
  expect(text).toContain("and 8 more");
});

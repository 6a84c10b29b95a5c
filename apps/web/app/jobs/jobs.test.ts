import { jobPayloadSchemas, PRODUCING_KINDS } from "@plumbline/contract";
import { expect, test } from "vitest";
import { describeResult } from "./describeResult.ts";
import { describeTask, isProducing, toVotesOutlook } from "./jobWords.ts";
import { readAudit } from "./readAudit.ts";

const model = "nano";

test.each([
  ["sample", { model, samples: 16, verify: { model } }, "16 samples of each problem, then 8 votes on each"],
  ["sample", { model, samples: 1 }, "1 sample of each problem"],
  ["verify", { model, votes: 4 }, "4 votes on each sample"],
  ["locate", { model }, "200 wrong samples at most"],
  ["particle", { model }, "8 particles a problem"],
  ["refine", { model }, "rounds of 4, 2, 1 drafts"],
  ["regrade", {}, null],
] as const)("a payload of %s as the API stores it reads %#", (kind, payload, words) => {
  expect(describeTask({ kind, payload: { ...jobPayloadSchemas[kind].parse(payload) } })).toBe(words);
});

test("a payload that is not understood has no words", () => {
  expect(describeTask({ kind: "verify", payload: { votes: "many" } })).toBeNull();
});

test("the kinds that fill a run are the contract's", () => {
  for (const kind of ["regrade", "sample", "verify", "locate", "particle", "refine", "audit"] as const)
    expect(isProducing(kind)).toBe(PRODUCING_KINDS.some((each) => each === kind));
});

test.each([
  [
    { votes: 8, right: 5, wrong: 2, abstained: 1, tokensOut: 900 },
    "5 votes for right, 2 for wrong, 1 abstained, 900 tokens generated",
  ],
  [{ samples: 16, tokensOut: 640, cost: 0.5 }, "16 samples, 640 tokens generated, $0.50"],
  [{ looked: 20, located: 18 }, "first wrong step found in 18 of 20 wrong samples"],
  [{ anything: true }, null],
  [null, null],
])("the result %j reads %j", (result, words) => expect(describeResult({ result })).toBe(words));

test("an audit of another shape is none", () => {
  expect(readAudit({})).toBeNull();
  expect(
    readAudit({ tau: 0.5, judged: 1, unjudged: 0, flagged: 1, sources: [7], flaggedSamples: [1, "a"] }),
  ).toEqual({
    tau: 0.5,
    judged: 1,
    unjudged: 0,
    flagged: 1,
    share: null,
    interval: null,
    sources: [],
    flaggedSamples: ["a"],
    flaggedSamplesLeftOut: 0,
  });
});

test.each([
  ["sample", "leased", { verify: { model } }, true, "planned"],
  ["sample", "leased", {}, false, "none"],
  ["sample", "failed", { verify: { model } }, false, "none"],
  ["verify", "queued", {}, true, "coming"],
  ["verify", "done", {}, true, "possible"],
] as const)(
  "with a job to %s that is %s, told %j, votes stand so",
  (kind, state, payload, mayQueue, outlook) =>
    expect(toVotesOutlook([{ kind, state, payload }], mayQueue)).toBe(outlook),
);

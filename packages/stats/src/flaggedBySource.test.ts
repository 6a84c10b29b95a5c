import { expect, test } from "vitest";
import { flaggedBySource, wilsonInterval } from "./index.ts";

test("records below tau are flagged by source; records without a verdict are counted apart", () => {
  const records = [
    { source: "synthetic", verdicts: 8, accepted: 3 },
    { source: "synthetic", verdicts: 8, accepted: 4 },
    { source: "olympiad", verdicts: 8, accepted: 8 },
    { source: "synthetic", verdicts: 0, accepted: 0 },
    { source: "scraped", verdicts: 0, accepted: 0 },
  ];
  expect(flaggedBySource(records, 0.5)).toEqual([
    { source: "olympiad", judged: 1, unjudged: 0, flagged: 0, share: 0, interval: wilsonInterval(0, 1) },
    { source: "scraped", judged: 0, unjudged: 1, flagged: 0, share: null, interval: null },
    { source: "synthetic", judged: 2, unjudged: 1, flagged: 1, share: 0.5, interval: wilsonInterval(1, 2) },
  ]);
});

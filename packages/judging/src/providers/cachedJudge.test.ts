import * as fc from "fast-check";
import { expect, test } from "vitest";
import { correctness } from "../judges/correctness.ts";
import type { Judging } from "../judging.ts";
import { runJudge } from "../runJudge.ts";
import { replyText, scriptedAsk, sentinels } from "../testing/scriptedAsk.ts";
import { NO_USAGE, type Reply } from "./ask.ts";
import { type CacheParts, cacheKey, throughCache } from "./cachedJudge.ts";

function memory() {
  const kept = new Map<string, Judging>();
  return {
    kept,
    get: async (key: string) => kept.get(key),
    put: async (key: string, judging: Judging) => void kept.set(key, judging),
  };
}

const input = { problem: "1+1?", response: "2" };
const parts: CacheParts = { judgeVersion: "v", promptHash: "p", sampleHash: "s", sampleIndex: 0, model: "m" };

test("what was judged is not asked again and costs nothing", async () => {
  const { ask, requests } = scriptedAsk(replyText({ verdict: "correct" }));
  const cache = memory();
  const judge = () => runJudge(correctness, input, ask, { drawSentinel: sentinels() });
  const first = await throughCache(cache, cacheKey(parts), judge);
  const again = await throughCache(cache, cacheKey(parts), judge);
  expect(requests).toHaveLength(1);
  expect(first).toMatchObject({ cached: false, judging: { spending: { calls: 1 } } });
  expect(again).toMatchObject({
    cached: true,
    judging: { status: "judged", spending: { calls: 0, cost: 0 } },
  });
});

test("an unreadable judge is kept, trouble with the endpoint is asked again", async () => {
  const cache = memory();
  const run = (line: Reply | string) =>
    throughCache(cache, cacheKey(parts), () =>
      runJudge(correctness, input, scriptedAsk(line).ask, { drawSentinel: sentinels() }),
    );
  await run({ status: "failed", failure: "rate_limited", message: "", usage: NO_USAGE });
  expect(cache.kept.size).toBe(0);
  await run("nonsense");
  expect((await run(replyText({ verdict: "correct" }))).judging.status).toBe("judge_unparseable");
});

test("law: another part is another key", () => {
  const some = fc.record({
    judgeVersion: fc.string({ maxLength: 3 }),
    promptHash: fc.string({ maxLength: 3 }),
    sampleHash: fc.string({ maxLength: 3 }),
    sampleIndex: fc.nat(3),
    model: fc.string({ maxLength: 3 }),
  });
  fc.assert(
    fc.property(some, some, (left, right) => {
      expect(cacheKey(left) === cacheKey(right)).toBe(JSON.stringify(left) === JSON.stringify(right));
    }),
  );
});

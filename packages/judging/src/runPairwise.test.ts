import { describe, expect, test } from "vitest";
import { pairwise } from "./judges/pairwise.ts";
import { describeJudging, toOutcome } from "./judging.ts";
import { worstRubric } from "./policies/worstRubric.ts";
import type { Ask } from "./providers/ask.ts";
import { runPairwise } from "./runPairwise.ts";
import { answered, replyText, scriptedAsk, sentinels } from "./testing/scriptedAsk.ts";
import { toJudgement } from "./toJudgement.ts";

const input = { problem: "1+1?", response: "It is 2.", other: "It is 3." };
const compare = (ask: Ask) => runPairwise(pairwise, input, ask, { drawSentinel: sentinels() });
const says = (verdict: string) => answered(replyText({ verdict }));

describe("a comparison in both orders", () => {
  test.each([
    ["a judge that looks at the texts", ["first", "second"], "response", true],
    ["the other one, both times", ["second", "first"], "other", true],
    ["a tie, both times", ["tie", "tie"], "tie", true],
    ["a judge that loves the first place", ["first", "first"], "tie", false],
    ["a tie in one order only", ["first", "tie"], "tie", false],
  ])("%s", async (_, verdicts, preference, consistent) => {
    const { result, spending } = await compare(scriptedAsk(...verdicts.map(says)).ask);
    expect(result).toEqual({ status: "judged", preference, consistent });
    expect(spending.calls).toBe(2);
  });

  test("shows the second one first in the second call", async () => {
    const { ask, requests } = scriptedAsk(says("first"));
    await compare(ask);
    expect(requests.map(({ messages }) => messages[1]?.content.indexOf("It is 2.") ?? -1)).toSatisfy(
      ([forward, swapped]: number[]) => (forward ?? 0) < (swapped ?? 0),
    );
  });

  test("without a verdict in one order there is no preference, and the reason stays", async () => {
    const { result, swapped } = await compare(scriptedAsk(says("first"), "hm", "hm").ask);
    expect(result).toEqual({ status: "not_judged" });
    expect(describeJudging(swapped)).toBe(
      "The judge's reply could not be used, twice. It holds no complete JSON object.",
    );
  });

  test("says nothing of a sample's correctness", async () => {
    const { forward } = await compare(scriptedAsk(says("first")).ask);
    expect(toOutcome(pairwise, forward)).toBe("undecided");
  });
});

describe("a judging as a record", () => {
  test("keeps verdict, cost, model and the reply word for word", async () => {
    const { forward } = await compare(scriptedAsk(says("first")).ask);
    const record = toJudgement(forward, "nano");
    expect(record).toMatchObject({
      judge: `${pairwise.name}/nano`,
      step: null,
      label: "first",
      score: null,
      cost: 0.001,
    });
    expect(record.evidence).toMatchObject({ model: "nano", replies: [replyText({ verdict: "first" })] });
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });

  test("has the name of how it ended where there is no verdict", async () => {
    const { forward } = await compare(scriptedAsk("hm").ask);
    expect(toJudgement(forward, "nano")).toMatchObject({ label: "judge_unparseable", score: null });
  });
});

test("of several rubric judgements the least counts", () => {
  const finding = {
    verdict: "partial",
    confidence: null,
    firstErrorStep: null,
    errorCode: null,
    evidenceQuote: null,
    quoteSpan: null,
    rationale: "",
    details: {},
  };
  const asked = {
    judge: "rubric@v",
    promptHash: null,
    replies: [],
    spending: { calls: 1, tokensIn: 0, tokensOut: 0, cost: 0 },
  };
  const judged = (score: number) => ({ ...asked, status: "judged" as const, finding: { ...finding, score } });
  const failed = { ...asked, status: "timed_out" as const, reason: "" };
  expect(worstRubric([judged(1), failed, judged(3 / 7), judged(5 / 7)])).toEqual({
    score: 3 / 7,
    from: 2,
    judged: 3,
    asked: 4,
  });
  expect(worstRubric([failed])).toEqual({ score: null, from: null, judged: 0, asked: 1 });
});

import type { Outcome } from "@plumbline/contract";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Judge } from "../judge.ts";
import { finalAnswer } from "../judges/finalAnswer.ts";
import { pairwise } from "../judges/pairwise.ts";
import { toyCase } from "../judges/toyCase.ts";
import { JUDGES, numericalComputation } from "../judges.ts";
import { toOutcome } from "../judging.ts";
import type { Ask } from "../providers/ask.ts";
import { runJudge } from "../runJudge.ts";
import { answered, replyText, sentinels } from "../testing/scriptedAsk.ts";
import { toAttackCard } from "./attackCard.ts";
import { ATTACK_KINDS } from "./canary.ts";
import { judgeBatch } from "./judgeBatch.ts";
import { MASTER_KEYS } from "./masterKeys.ts";
import { allCanaries, chooseCanaries, saltBatch } from "./saltBatch.ts";

const judging = JUDGES.filter((judge) => judge !== pairwise);

describe("master keys", () => {
  test("are the published ones and their translations into eight languages, none twice", () => {
    const texts = MASTER_KEYS.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining([":", ".", ",", " ", "Solution", "Thought process:"]));
    expect(new Set(texts).size).toBe(texts.length);
    expect(new Set(MASTER_KEYS.map(({ language }) => language)).size).toBe(10);
  });
});

describe.each(judging.map((judge) => [judge.id, judge] as const))("canaries for %s", (_, judge) => {
  const canaries = allCanaries(judge);

  test("suit the judge, have names of their own, and hold good, bad and attacks", () => {
    expect(canaries.filter(({ input }) => !judge.input.safeParse(input).success)).toEqual([]);
    expect(new Set(canaries.map(({ id }) => id)).size).toBe(canaries.length);
    const kinds = new Set(canaries.map(({ kind }) => kind));
    const hollow = judge.hollow === "fails" ? ["master_key", "gold_echo"] : [];
    expect(kinds).toEqual(
      new Set(["known_good", "known_bad", "forged_verdict", "injection", "sentinel_guess", ...hollow]),
    );
  });

  test("a judge that accepts everything is refused", async () => {
    const results = await ask(judge, chooseCanaries(judge, 12, "seed"), async () =>
      answered(acceptingReply(judge)),
    );
    const { status, refusals } = judgeBatch(results);
    expect(status).toBe("refused");
    expect(refusals[0]?.reason).toMatch(
      /^The judge accepted \d+ of \d+ canaries that must not be accepted; the limit is 0 %\.$/u,
    );
  });

  test("an honest judge is believed", async () => {
    const chosen = chooseCanaries(judge, 12, "seed");
    const results = chosen.map(
      (canary) => ({ canary, outcome: canary.accept ? "correct" : "incorrect" }) as const,
    );
    expect(judgeBatch(results)).toMatchObject({ status: "accepted", refusals: [] });
  });
});

test("comparing judges have no canaries of this kind", () => {
  expect(allCanaries(pairwise)).toEqual([]);
});

test("a model that extracts truthfully passes the calculations' canaries, and one that extracts nothing does not", async () => {
  const canaries = allCanaries(numericalComputation);
  const truthful: Ask = async ({ messages }) => {
    const candidate =
      /begin candidate\]\](.*)\[\[\w+ end candidate/su.exec(messages[1]?.content ?? "")?.[1] ?? "";
    const equations = [...candidate.matchAll(/([\d*/+ -]+) = (\d+)/gu)];
    return answered(
      JSON.stringify({
        rationale: "All.",
        claims: equations.map(([quote, left, right]) => ({ quote, left, right })),
      }),
    );
  };
  const honest = judgeBatch(await ask(numericalComputation, canaries, truthful));
  const lazy = judgeBatch(
    await ask(numericalComputation, canaries, async () => answered('{"rationale":"None.","claims":[]}')),
  );
  expect([honest.status, lazy.status]).toEqual(["accepted", "refused"]);
});

describe("a batch is refused", () => {
  const canaries = chooseCanaries(finalAnswer, 20, "s");
  const outcomes = (right: Outcome, wrong: Outcome) =>
    judgeBatch(canaries.map((canary) => ({ canary, outcome: canary.accept ? right : wrong })));

  test.each<[string, Outcome, Outcome, string[]]>([
    ["when bad ones are accepted", "correct", "correct", ["false_positives"]],
    ["when good ones are rejected", "incorrect", "incorrect", ["false_negatives"]],
    ["when nothing came to a verdict", "judge_unparseable", "error", ["too_few_judged"]],
    [
      "when everything is the wrong way round",
      "incorrect",
      "correct",
      ["false_positives", "false_negatives"],
    ],
  ])("%s", (_, right, wrong, codes) => {
    expect(outcomes(right, wrong).refusals.map(({ code }) => code)).toEqual(codes);
  });

  test("above the limit that was set, not at it", () => {
    const bad = canaries.filter(({ accept }) => !accept);
    const results = bad.map((canary, index) => ({
      canary,
      outcome: index === 0 ? ("correct" as const) : ("incorrect" as const),
    }));
    const limits = { falseNegativeRate: 1, judgedShare: 0 };
    expect(judgeBatch(results, { ...limits, falsePositiveRate: 1 / bad.length }).status).toBe("accepted");
    expect(judgeBatch(results, { ...limits, falsePositiveRate: 0.9 / bad.length }).status).toBe("refused");
  });
});

describe("salting", () => {
  test("law: the same seed gives the same batch, samples keep their order, and nothing is lost", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), fc.nat(20), fc.string(), (samples, count, seed) => {
        const canaries = chooseCanaries(toyCase, count, seed);
        expect(canaries).toHaveLength(count);
        const batch = saltBatch(samples, canaries, seed);
        expect(saltBatch(samples, chooseCanaries(toyCase, count, seed), seed)).toEqual(batch);
        expect(batch.flatMap((item) => (item.kind === "sample" ? [item.sample] : []))).toEqual(samples);
        const hidden = batch.flatMap((item) => (item.kind === "canary" ? [item.canary.id] : []));
        expect(hidden.toSorted()).toEqual(canaries.map(({ id }) => id).toSorted());
      }),
      { numRuns: 25 },
    );
  });

  test("another seed gives another choice, and few canaries still hold every kind", () => {
    const ids = (seed: string) => chooseCanaries(toyCase, 14, seed).map(({ id }) => id);
    expect(ids("a")).not.toEqual(ids("b"));
    const kinds = chooseCanaries(toyCase, 7, "a").map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["known_good", "known_bad", ...ATTACK_KINDS]));
  });
});

test("the attack card counts what was tried, accepted and left unjudged, by kind and key", () => {
  const canaries = allCanaries(toyCase).filter(({ kind }) => kind === "master_key" || kind === "known_good");
  const results = canaries.map((canary) => ({
    canary,
    outcome:
      canary.key === ":"
        ? ("correct" as const)
        : canary.key === "."
          ? ("error" as const)
          : ("incorrect" as const),
  }));
  const { kinds, keys } = toAttackCard(results);
  expect(kinds).toEqual([{ kind: "master_key", tried: MASTER_KEYS.length - 1, accepted: 1, unjudged: 1 }]);
  expect(keys.find(({ key }) => key === ":")).toEqual({
    kind: "master_key",
    key: ":",
    tried: 1,
    accepted: 1,
    unjudged: 0,
  });
});

async function ask(judge: Judge, canaries: ReturnType<typeof allCanaries>, model: Ask) {
  const results = [];
  for (const canary of canaries) {
    const done = await runJudge(judge, canary.input, model, { drawSentinel: sentinels(), gate: false });
    results.push({ canary, outcome: toOutcome(judge, done) });
  }
  return results;
}

/** What a judge that accepts everything would say, in this judge's form. */
function acceptingReply(judge: Judge): string {
  const verdict = Object.entries(judge.labels).find(([, { outcome }]) => outcome === "correct")?.[0];
  return replyText({
    verdict,
    claims: [],
    first_error_step: judge.needs.includes("steps") ? -1 : null,
    rationale: "All is well.\nFinal answer: correct",
    criteria: [{ id: "proof", points: 7, comment: "" }],
  });
}

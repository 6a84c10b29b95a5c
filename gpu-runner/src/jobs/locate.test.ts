import { describe, expect, test } from "vitest";
import { createFakeEngine } from "../testing/fakeEngine.ts";
import { createFakeServer, type FakeOptions, makeSample } from "../testing/fakeServer.ts";
import { executeJob, signals } from "../testing/runnerWorld.ts";
import { deriveSeed } from "./deriveSeed.ts";

/** `steps` lines, the one at `error` wrong; the answer is wrong in any case. */
function solution(steps: number, error: number): string {
  const lines = Array.from({ length: steps - 1 }, (_, at) => (at === error ? "slip" : `fine ${at}`));
  return [...lines, "Answer: 5"].join("\n");
}
/** Comes right from every prefix without a slip, in one of two rollouts. */
const engineOf = (given: Partial<Parameters<typeof createFakeEngine>[0]> = {}) =>
  createFakeEngine({
    reply: ({ prefill = "", seed }) =>
      prefill.includes("slip") || seed % 2 === 0 ? "\nAnswer: 5" : "\nAnswer: 4",
    ...given,
  });
const planted = [
  [1, 0],
  [2, 0],
  [2, 1],
  [5, 0],
  [5, 2],
  [5, 4],
  [8, 3],
  [8, 7],
  [33, 16],
] as const;
const wrong = { outcome: "incorrect" as const };
const samples = [
  ...planted.map(([steps, error], at) => makeSample(at, solution(steps, error), wrong)),
  makeSample(20, solution(5, 1), { outcome: "correct" }),
  makeSample(21, solution(5, 1), { outcome: "undecided" }),
  makeSample(22, "  \n", { outcome: "no_answer" }),
];
const serverOf = (given: Partial<FakeOptions> = {}) =>
  createFakeServer({
    kind: "locate",
    samples,
    pageSize: 4,
    payload: { model: "fake", rollouts: 32, seed: 1 },
    ...given,
  });

describe("locating first errors", () => {
  test("finds planted errors within ceil(log2(steps)) probes, in wrong solutions only", async () => {
    const server = serverOf();
    expect(await executeJob(server, [engineOf()])).toBe("done");
    const found = [...server.judgements.values()].map(({ sampleId, step, label, evidence }) => ({
      sampleId,
      step,
      label,
      probes: (evidence["probes"] as unknown[]).length,
    }));
    expect(found).toEqual(
      planted.map(([steps, error], at) => ({
        sampleId: `run-1.${at}.0`,
        step: error,
        label: "first_error",
        probes: expect.toSatisfy((probes: number) => probes <= Math.ceil(Math.log2(steps))),
      })),
    );
    expect(server.ends).toMatchObject([{ result: { looked: 10, located: 9, withoutSteps: 1 } }]);
  });

  test("continues the prefix itself, with a seed for each rollout", async () => {
    const engine = engineOf();
    await executeJob(serverOf({ samples: [makeSample(3, solution(4, 1), wrong)] }), [engine]);
    expect(engine.calls[0]?.[0]).toMatchObject({
      messages: [{ role: "user", content: "What is 2+2? (3)" }],
      prefill: "fine 0\nslip\n",
      seed: deriveSeed(1, "locate", "p-3", 0, 2, 0),
    });
    expect(engine.calls[1]?.[0]?.prefill).toBe("fine 0\n");
    expect(engine.calls[0]).toHaveLength(32);
  });

  test("searches several solutions in one call, each with the result it has alone", async () => {
    const engine = engineOf();
    await executeJob(serverOf(), [engine]);
    expect(engine.calls[0]?.length).toBeGreaterThan(100);
    const alone = serverOf({ samples: samples.slice(8, 9) });
    await executeJob(alone, [engineOf()]);
    const together = serverOf();
    await executeJob(together, [engineOf()]);
    const key = [...alone.judgements.keys()][0] ?? "";
    expect(together.judgements.get(key)).toEqual(alone.judgements.get(key));
  });

  test("looks at so many wrong samples at most, and goes on where it was drained", async () => {
    const server = serverOf({ payload: { model: "fake", rollouts: 256, maxSamples: 5, seed: 1 } });
    const given = signals();
    server.fault = (call, count) => {
      if (call === "judgements" && count === 2) given.drain.abort();
      return null;
    };
    expect(await executeJob(server, [engineOf()], given)).toBe("released");
    expect(server.judgements.size).toBe(2);
    expect(await executeJob(server, [engineOf()])).toBe("done");
    expect(server.judgements.size).toBe(5);
    expect(server.ends.at(-1)).toMatchObject({ result: { looked: 5, located: 5 } });
  });

  test("a server that holds back the gold fails the job with the reason", async () => {
    const server = serverOf({ samples: [makeSample(0, solution(4, 1), { ...wrong, spec: null })] });
    expect(await executeJob(server, [engineOf()])).toBe("failed");
    expect(server.ends).toMatchObject([{ reason: /holds back what makes run-1\.0\.0 right/u }]);
  });
});

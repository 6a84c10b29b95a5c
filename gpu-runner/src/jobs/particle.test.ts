import { describe, expect, test } from "vitest";
import type { GenerationRequest } from "../engines/engine.ts";
import { createFakeEngine } from "../testing/fakeEngine.ts";
import { createFakeServer, type FakeOptions, makeProblems } from "../testing/fakeServer.ts";
import { executeJob, signals } from "../testing/runnerWorld.ts";

const isCheck = ({ messages }: GenerationRequest) => messages[0]?.content.startsWith("Problem:") === true;
const linesOf = (text = "") => text.split("\n").filter((line) => line !== "").length;

/** Writes three lines, good or bad by seed, then its answer; the verifier refuses whatever holds a bad line. */
const engineOf = (given: Partial<Parameters<typeof createFakeEngine>[0]> = {}) =>
  createFakeEngine({
    reply: (request) => {
      if (isCheck(request)) {
        const refused = /bad/u.test(request.messages[0]?.content ?? "");
        return request.seed % 5 === 0 ? "?" : `Answer: ${refused ? 0 : 1}`;
      }
      if (linesOf(request.prefill) >= 3) return "Answer: 4";
      return `${request.seed % 2 === 0 ? "good" : "bad"} ${linesOf(request.prefill)}\nand more`;
    },
    ...given,
  });
const serverOf = (given: Partial<FakeOptions> = {}) =>
  createFakeServer({
    kind: "particle",
    problems: makeProblems(6),
    pageSize: 10,
    payload: { model: "fake", particles: 8, scoreVotes: 4, seed: 5 },
    ...given,
  });

describe("particle filtering", () => {
  test("keeps what the verifier accepts: all particles are samples, the chosen one first", async () => {
    const server = serverOf();
    expect(await executeJob(server, [engineOf()])).toBe("done");
    const rows = server.rows();
    expect(rows).toHaveLength(48);
    expect(rows.slice(0, 8).map(({ problem_id, sample_index }) => [problem_id, sample_index])).toEqual(
      Array.from({ length: 8 }, (_, at) => ["p-0", at]),
    );
    const chosen = rows.filter(({ meta }) => meta?.["chosen"] === true);
    expect(chosen.map(({ sample_index }) => sample_index)).toEqual([0, 0, 0, 0, 0, 0]);
    // Without the filter a solution is clean in 1 of 8 cases.
    expect(chosen.filter(({ response }) => /^(?:good \d\n){3}Answer: 4$/u.test(response))).toHaveLength(6);
    expect(rows.filter(({ response }) => !response.includes("bad")).length).toBeGreaterThan(40);
    const weights = rows.slice(0, 8).map(({ meta }) => Number(meta?.["weight"]));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1);
    expect(weights[0]).toBe(Math.max(...weights));
  });

  test("draws the same particles in every run, in a group as alone", async () => {
    const [first, second] = [serverOf(), serverOf({ problems: makeProblems(1) })];
    await executeJob(first, [engineOf()]);
    await executeJob(second, [engineOf()]);
    expect(first.rows().slice(0, 8)).toEqual(second.rows());
  });

  test("killed between two groups it goes on with the next and draws the same", async () => {
    const payload = { model: "fake", particles: 128, scoreVotes: 1, seed: 5 };
    const [whole, server] = [serverOf({ payload }), serverOf({ payload })];
    await executeJob(whole, [engineOf()]);
    expect([...whole.batches.values()].map((rows) => rows.length)).toEqual([128, 128, 128, 128, 128, 128]);
    const crash = signals();
    server.fault = (call, count) => {
      // The first batch of the second group is stored, the second is not.
      if (call !== "rows" || count !== 4) return null;
      crash.kill.abort();
      return "drop";
    };
    expect(await executeJob(server, [engineOf()], crash)).toBe("killed");
    expect(server.batches.size).toBe(3);
    server.job.state = "queued";
    server.fault = () => null;
    expect(await executeJob(server, [engineOf()])).toBe("done");
    expect(server.rows()).toEqual(whole.rows());
  });

  test.each([
    ["tells what stopped a step", true],
    ["does not tell it", false],
  ])("an engine that %s: a particle ends with its answer", async (_, tellsStop) => {
    const server = serverOf({ problems: makeProblems(2) });
    await executeJob(server, [engineOf({ tellsStop })]);
    expect(server.rows().every(({ response }) => response.endsWith("Answer: 4"))).toBe(true);
    expect(server.rows().every(({ meta }) => meta?.["rounds"] === 4)).toBe(true);
  });

  test("a particle that never ends is cut after so many steps, or so many tokens", async () => {
    const endless = engineOf({
      reply: (request) => (isCheck(request) ? "Answer: 1" : "on and on\nand on"),
    });
    const base = { model: "fake", particles: 2, scoreVotes: 1 };
    const bySteps = serverOf({ problems: makeProblems(1), payload: { ...base, maxSteps: 5 } });
    await executeJob(bySteps, [endless]);
    expect(bySteps.rows().map(({ finish, response }) => [finish, linesOf(response)])).toEqual([
      ["length", 5],
      ["length", 5],
    ]);
    const byTokens = serverOf({ problems: makeProblems(1), payload: { ...base, draw: { maxTokens: 30 } } });
    await executeJob(byTokens, [endless]);
    expect(byTokens.rows().map(({ finish, tokens_out }) => [finish, tokens_out])).toEqual([
      ["length", 30],
      ["length", 30],
    ]);
  });

  test("another model may score; a runner that lacks it leaves the job to others", async () => {
    const scorer = engineOf({ facts: { name: "judge" } });
    const payload = { model: "fake", scorer: "judge", particles: 2, scoreVotes: 3 };
    const server = serverOf({ problems: makeProblems(1), payload });
    const solver = engineOf();
    expect(await executeJob(server, [solver, scorer])).toBe("done");
    expect(solver.calls.flat().some(isCheck)).toBe(false);
    expect(scorer.calls.flat().every(isCheck)).toBe(true);
    const lonely = serverOf({ payload });
    expect(await executeJob(lonely, [engineOf()])).toBe("failed");
    expect(lonely.ends).toMatchObject([{ retry: true, reason: /no model judge.*--model judge=FOLDER/u }]);
  });
});

import { describe, expect, test } from "vitest";
import type { GenerationRequest } from "../engines/engine.ts";
import { WORKSPACE_CHARACTERS } from "../prompts/refinePrompt.ts";
import { createFakeEngine } from "../testing/fakeEngine.ts";
import { createFakeServer, type FakeOptions, makeProblems } from "../testing/fakeServer.ts";
import { executeJob } from "../testing/runnerWorld.ts";

const contentOf = ({ messages }: GenerationRequest) => messages[0]?.content ?? "";
const isCheck = (request: GenerationRequest) => contentOf(request).startsWith("Problem:");
/** Drafts a number by seed; the verifier accepts even numbers. A refinement says which drafts it saw. */
const engineOf = (given: Partial<Parameters<typeof createFakeEngine>[0]> = {}) =>
  createFakeEngine({
    reply: (request) => {
      const content = contentOf(request);
      if (isCheck(request))
        return `Answer: ${/Solution:\n(?:saw .* now )?\d*[02468]\n/u.test(content) ? 1 : 0}`;
      const seen = [...content.matchAll(/Draft \d:\n(?:saw .* now )?(\d+)/gu)].map(([, number]) => number);
      return seen.length === 0 ? `${request.seed}` : `saw ${seen.join(" ")} now ${request.seed}`;
    },
    ...given,
  });
const serverOf = (given: Partial<FakeOptions> = {}) =>
  createFakeServer({
    kind: "refine",
    problems: makeProblems(3),
    pageSize: 10,
    payload: { model: "fake", drafts: [8, 4, 1], keep: 2, scoreVotes: 2, seed: 9 },
    ...given,
  });

describe("parallel-distill-refine", () => {
  test("reports the final draft alone, with what the rounds before it cost", async () => {
    const [server, engine] = [serverOf(), engineOf()];
    expect(await executeJob(server, [engine])).toBe("done");
    expect(server.rows().map(({ problem_id, sample_index }) => [problem_id, sample_index])).toEqual([
      ["p-0", 0],
      ["p-1", 0],
      ["p-2", 0],
    ]);
    const row = server.rows()[0];
    const meta = row?.meta as Record<string, number & number[]>;
    expect(meta).toMatchObject({ round: 3, drafts: [8, 4, 1], tokens_final: row?.response.length });
    expect(meta["tokens_by_round"]).toHaveLength(3);
    const drafted = (meta["tokens_by_round"] as number[]).reduce((sum, tokens) => sum + tokens, 0);
    const checks = (8 + 4) * 2 * "Answer: 1".length;
    expect(meta["tokens_total"]).toBe(drafted + checks);
    expect(row?.tokens_out).toBe(drafted + checks);
    expect(meta["tokens_sequential"]).toBeLessThan(drafted);
    expect(server.ends).toMatchObject([{ result: { samples: 3, requests: 3 * (8 + 4 + 1 + 24) } }]);
  });

  test("the next round sees the drafts that the verifier prefers, no more than are kept", async () => {
    const [server, engine] = [serverOf(), engineOf()];
    await executeJob(server, [engine]);
    const [drafts = [], , refinements = []] = engine.calls;
    expect([drafts.length, refinements.length]).toEqual([3 * 8, 3 * 4]);
    for (const [at, request] of refinements.entries()) {
      const problem = Math.floor(at / 4);
      const numbers = drafts.slice(problem * 8, problem * 8 + 8).map(({ seed }) => seed);
      const preferred = [
        ...numbers.filter((number) => number % 2 === 0),
        ...numbers.filter((number) => number % 2 === 1),
      ];
      const kept = [...contentOf(request).matchAll(/Draft \d:\n(\d+)/gu)].map(([, text]) => Number(text));
      expect(kept).toEqual(preferred.slice(0, 2));
    }
  });

  test("random_k keeps some, the same in every run, without a check", async () => {
    const payload = { model: "fake", drafts: [6, 1], workspace: "random_k", keep: 3 };
    const [first, second, engine] = [serverOf({ payload }), serverOf({ payload }), engineOf()];
    await executeJob(first, [engine]);
    await executeJob(second, [engineOf()]);
    expect(first.rows()).toEqual(second.rows());
    expect(engine.calls.flat().some(isCheck)).toBe(false);
    const seen = first.rows().map(({ response }) => response.split(" now ")[0]?.split(" ").slice(1) ?? []);
    expect(seen.map((drafts) => new Set(drafts).size)).toEqual([3, 3, 3]);
  });

  test("the workspace stays bounded when drafts are very long", async () => {
    const engine = engineOf({ reply: (request) => (isCheck(request) ? "Answer: 1" : "x".repeat(100_000)) });
    const payload = { model: "fake", drafts: [3, 1], keep: 3, draw: { maxTokens: 131_072 } };
    await executeJob(serverOf({ payload }), [engine]);
    const longest = Math.max(
      ...engine.calls.flat().flatMap((one) => (isCheck(one) ? [] : [contentOf(one).length])),
    );
    expect(longest).toBeLessThan(WORKSPACE_CHARACTERS + 600);
  });

  test("drafts that came out empty leave the next round with the problem alone", async () => {
    const engine = engineOf({ reply: () => "" });
    const server = serverOf({ payload: { model: "fake", drafts: [2, 1] } });
    expect(await executeJob(server, [engine])).toBe("done");
    expect(new Set(engine.calls.flat().map(contentOf))).toEqual(
      new Set(makeProblems(3).map(({ statement }) => statement)),
    );
  });
});

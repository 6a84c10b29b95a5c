import { describe, expect, test } from "vitest";
import { ENGINE_ERROR_KINDS, EngineError, type EngineErrorKind } from "../engines/engine.ts";
import { createFakeEngine } from "../testing/fakeEngine.ts";
import { createFakeServer, makeProblems } from "../testing/fakeServer.ts";
import { executeJob, runnerWorld } from "../testing/runnerWorld.ts";
import { toFailedEnd } from "./toFailedEnd.ts";

const errorOf = (kind: EngineErrorKind, retry = true) =>
  new EngineError(kind, "This happened.", { fix: "Do that.", retry });
const serverOf = () =>
  createFakeServer({
    kind: "sample",
    problems: makeProblems(3),
    pageSize: 10,
    payload: { model: "fake", samples: 2, draw: { maxTokens: 131_072 } },
  });

describe("an engine that fails", () => {
  test.each(ENGINE_ERROR_KINDS.filter((kind) => kind !== "context_too_long"))(
    "%s: the job ends with what happened and what to do, after the batches that were done",
    async (kind) => {
      for (const retry of [true, false]) {
        const server = serverOf();
        const engine = createFakeEngine({
          reply: () => "4",
          fault: (call) => (call === 3 ? errorOf(kind, retry) : null),
        });
        expect(await executeJob(server, [engine])).toBe("failed");
        expect(server.rows()).toHaveLength(4);
        expect(server.ends).toMatchObject([
          { retry, reason: expect.stringContaining("This happened. Do that.") },
        ]);
        expect(server.ends[0]?.["reason"]).toContain(`(${kind})`);
      }
    },
  );

  test("every kind says in its own words what is wrong; another attempt never helps a prompt that is too long", () => {
    const reasons = ENGINE_ERROR_KINDS.map((kind) => toFailedEnd(errorOf(kind)).reason);
    expect(new Set(reasons.map((reason) => reason.split(" (")[0])).size).toBe(ENGINE_ERROR_KINDS.length);
    expect(toFailedEnd(errorOf("context_too_long")).retry).toBe(false);
  });

  test("a model that cannot be opened fails the job, and is opened anew for the next one", async () => {
    const server = serverOf();
    const world = runnerWorld(server);
    let opened = 0;
    const { createEngineRegistry } = await import("../engines/engineRegistry.ts");
    const engines = createEngineRegistry([
      {
        name: "fake",
        create: async () => {
          opened += 1;
          if (opened === 1) throw errorOf("model_file_missing");
          return createFakeEngine({ reply: () => "4" });
        },
      },
    ]);
    await expect(engines.get("fake")).rejects.toThrow("This happened.");
    const [first, second] = await Promise.all([engines.get("fake"), engines.get("fake")]);
    expect(first).toBe(second);
    expect(opened).toBe(2);
    await engines.close();
    expect((first as ReturnType<typeof createFakeEngine>).closed).toBe(true);
    expect(world.engines.names).toEqual([]);
  });
});

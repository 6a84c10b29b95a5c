import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEngineRegistry } from "../engines/engineRegistry.ts";
import { createFakeEngine } from "../testing/fakeEngine.ts";
import { runnerWorld } from "../testing/runnerWorld.ts";
import { inLockStep } from "./inLockStep.ts";
import { openEngine } from "./jobEngine.ts";

const draw = { temperature: 1, topK: 0, topP: 1, maxTokens: 100, stop: [] };
const signal = new AbortController().signal;
const requests = (task: number, count: number, round: number) =>
  Array.from({ length: count }, (_, at) => ({ messages: [], draw, seed: task * 10_000 + round * 100 + at }));

async function open(engine: ReturnType<typeof createFakeEngine>) {
  const world = runnerWorld({ fetch: () => Promise.reject(new Error("no server")) });
  const engines = createEngineRegistry([{ name: "fake", create: async () => engine }]);
  return openEngine("fake", { ...world, engines });
}

describe("tasks in lock step", () => {
  test("get their own replies, in as many calls as the longest task has rounds, whatever their pace", async () => {
    const rounds = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rounds, fc.infiniteStream(fc.nat(2)), async (tasks, pace) => {
        const fake = createFakeEngine({ reply: ({ seed }) => `${seed}` });
        const engine = await open(fake);
        const results = await inLockStep([...tasks.entries()], signal, async ([task, counts], ask) => {
          const replies: string[] = [];
          for (const [round, count] of counts.entries()) {
            if (pace.next().value === 0) await sleep(0);
            const drawn = await ask(engine, requests(task, count, round), "solve");
            replies.push(...drawn.map(({ text }) => text));
          }
          return replies;
        });
        expect(results).toEqual(
          tasks.map((counts, task) =>
            counts.flatMap((count, round) => requests(task, count, round).map(({ seed }) => `${seed}`)),
          ),
        );
        expect(fake.calls).toHaveLength(Math.max(0, ...tasks.map((counts) => counts.length)));
        for (const call of fake.calls)
          expect(call.map(({ seed }) => seed)).toEqual(
            call.map(({ seed }) => seed).toSorted((a, b) => a - b),
          );
      }),
      { numRuns: 50 },
    );
  });

  test("one that fails ends all of them, and nothing more is asked", async () => {
    const fake = createFakeEngine({ reply: () => "" });
    const engine = await open(fake);
    const running = inLockStep([0, 1, 2], signal, async (task, ask) => {
      for (let round = 0; ; round += 1) {
        if (task === 1 && round === 2) throw new RangeError("task 1");
        await ask(engine, requests(task, 1, round), "solve");
      }
    });
    await expect(running).rejects.toThrow("task 1");
    await sleep(5);
    expect(fake.calls).toHaveLength(2);
  });
});

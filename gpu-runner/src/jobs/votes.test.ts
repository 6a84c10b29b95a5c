import { LIMITS } from "@plumbline/contract";
import { wilsonInterval } from "@plumbline/stats";
import { describe, expect, test } from "vitest";
import { EngineError, type GenerationRequest } from "../engines/engine.ts";
import { createFakeEngine } from "../testing/fakeEngine.ts";
import { createFakeServer, type FakeOptions, makeSample } from "../testing/fakeServer.ts";
import { executeJob, signals } from "../testing/runnerWorld.ts";
import { toTally } from "./audit.ts";
import { toVerifier } from "./castVotes.ts";
import { deriveSeed } from "./deriveSeed.ts";

const promptOf = ({ messages }: GenerationRequest) => messages[0]?.content ?? "";
/** Accepts solutions that say 4, refuses the others, and every fourth seed names no verdict. */
const engineOf = (given: Partial<Parameters<typeof createFakeEngine>[0]> = {}) =>
  createFakeEngine({
    reply: (request) => {
      if (request.seed % 4 === 0) return "I am not sure.";
      return promptOf(request).includes("boxed{4}") ? "It holds.\nAnswer: 1" : "It does not.\nAnswer: 0";
    },
    ...given,
  });
const samples = Array.from({ length: 25 }, (_, at) =>
  makeSample(at, `\\boxed{${at % 2 === 0 ? 4 : 5}}`, { spec: null, outcome: null, index: at % 3 }),
);
const serverOf = (given: Partial<FakeOptions> = {}) =>
  createFakeServer({
    kind: "verify",
    samples,
    pageSize: 10,
    payload: { model: "fake", votes: 32, seed: 3 },
    ...given,
  });
const byVerdict = (votes: Iterable<{ readonly verdict: string }>) =>
  Object.fromEntries(
    [...Map.groupBy(votes, ({ verdict }) => verdict)].map(([name, some]) => [name, some.length]),
  );

describe("verification", () => {
  test("casts M votes on every sample, each with its seed, its prompt's hash and its tokens", async () => {
    const [server, engine] = [serverOf(), engineOf()];
    expect(await executeJob(server, [engine])).toBe("done");
    expect(server.votes.size).toBe(25 * 32);
    const vote = [...server.votes.values()].find(
      ({ sampleId, index }) => sampleId === "run-1.4.0" && index === 5,
    );
    const seed = deriveSeed(3, "verify", "p-4", 1, 5);
    expect(vote).toMatchObject({ seed, verdict: seed % 4 === 0 ? "unparseable" : "right" });
    expect(vote?.promptHash).toHaveLength(22);
    expect(engine.calls.map((call) => call.length)).toEqual([256, 256, 256, 32]);
    expect(engine.calls[0]?.[0]?.messages).toHaveLength(1);
    expect(server.job.progress).toEqual({ done: 25, total: 25 });
    const { unparseable, ...counts } = byVerdict(server.votes.values());
    expect(unparseable).toBeGreaterThan(100);
    expect(server.ends).toMatchObject([
      {
        result: { samples: 25, votes: 800, abstained: unparseable, ...counts },
        batchPlan: { requestsPerCall: 256 },
      },
    ]);
  });

  test.each<["votes" | "complete", number, "drop" | "lose reply"]>([
    ["votes", 1, "drop"],
    ["votes", 2, "lose reply"],
    ["votes", 4, "lose reply"],
    ["complete", 1, "drop"],
  ])(
    "killed at its %s number %i (%s) it goes on in the middle of a page, and no vote is doubled",
    async (call, at, loss) => {
      const undisturbed = serverOf();
      await executeJob(undisturbed, [engineOf()]);
      const server = serverOf();
      const crash = signals();
      server.fault = (what, count) => {
        if (what !== call || count !== at) return null;
        crash.kill.abort();
        return loss;
      };
      expect(await executeJob(server, [engineOf()], crash)).toBe("killed");
      server.job.state = "queued";
      server.fault = () => null;
      expect(await executeJob(server, [engineOf()])).toBe("done");
      expect([...server.votes]).toEqual([...undisturbed.votes]);
      expect(server.ends).toEqual(undisturbed.ends.map((end) => ({ ...end, fence: 2 })));
    },
  );

  test("other weights are another verifier: the job starts over, votes never mix", async () => {
    const server = serverOf();
    const given = signals();
    server.fault = (call) => {
      if (call === "votes") given.drain.abort();
      return null;
    };
    expect(await executeJob(server, [engineOf()], given)).toBe("released");
    server.fault = () => null;
    expect(await executeJob(server, [engineOf({ facts: { revision: "r2" } })])).toBe("done");
    const voters = Map.groupBy(server.votes.values(), ({ verifier }) => verifier);
    expect([...voters.values()].map((votes) => votes.length)).toEqual([8 * 32, 25 * 32]);
    expect(server.ends.at(-1)).toMatchObject({ result: { samples: 25, votes: 800 } });
  });

  test("a verifier's name tells its model, and another seed or draw is another verifier", () => {
    const facts = { name: "nano", revision: "abcdef0123456789" };
    const draw = { temperature: 1, topK: 0, topP: 1, maxTokens: 200, stop: [] };
    const names = [
      toVerifier(facts, { draw, seed: 0 }),
      toVerifier(facts, { draw, seed: 1 }),
      toVerifier(facts, { draw: { ...draw, temperature: 0.5 }, seed: 0 }),
    ];
    expect(names[0]).toMatch(/^nano@abcdef012345\/[\w-]{6}$/u);
    expect(new Set(names).size).toBe(3);
  });

  test("a solution too long for the verifier is an abstention on that solution alone", async () => {
    const tooLong = new EngineError("context_too_long", "It does not fit.", { fix: "", retry: false });
    const fault = (_: number, requests: readonly GenerationRequest[]) =>
      requests.some((request) => promptOf(request).includes("(7)")) ? tooLong : null;
    const server = serverOf({ payload: { model: "fake", votes: 2 } });
    expect(await executeJob(server, [engineOf({ fault, reply: () => "Answer: 1" })])).toBe("done");
    expect(server.ends).toMatchObject([{ result: { votes: 50, right: 48, abstained: 2, tooLong: 2 } }]);
  });
});

describe("an audit", () => {
  test("flags records below tau by source, counts what was not judged, and stores every vote", async () => {
    // By the sample's number: votes of 4 that are right, wrong; the rest abstains.
    const verdicts: Readonly<Record<number, readonly [number, number]>> = {
      0: [4, 0],
      1: [1, 3],
      2: [0, 4],
      3: [2, 2],
      4: [0, 0],
      5: [1, 0],
    };
    const sources = ["book", "book", "book", "web", "web", null];
    const replies = new Map<number, string>();
    const audited = sources.map((source, at) =>
      makeSample(at, `solution ${at}`, { source, spec: null, outcome: null }),
    );
    for (const at of audited.keys()) {
      const [right = 0, wrong = 0] = verdicts[at] ?? [];
      for (let vote = 0; vote < 4; vote += 1) {
        const reply = vote < right ? "Answer: 1" : vote < right + wrong ? "Answer: 0" : "?";
        replies.set(deriveSeed(0, "verify", `p-${at}`, 0, vote), reply);
      }
    }
    const server = serverOf({
      kind: "audit",
      samples: audited,
      payload: { model: "fake", votes: 4, tau: 0.5 },
    });
    const engine = engineOf({ reply: ({ seed }) => replies.get(seed) ?? "" });
    expect(await executeJob(server, [engine])).toBe("done");
    expect(server.votes.size).toBe(24);
    expect(server.ends[0]?.["result"]).toMatchObject({
      tau: 0.5,
      judged: 5,
      unjudged: 1,
      flagged: 2,
      share: 0.4,
      interval: wilsonInterval(2, 5),
      sources: [
        { source: "(no source)", judged: 1, unjudged: 0, flagged: 0, share: 0 },
        { source: "book", judged: 3, unjudged: 0, flagged: 2, share: 2 / 3, interval: wilsonInterval(2, 3) },
        { source: "web", judged: 1, unjudged: 1, flagged: 0, share: 0 },
      ],
      flaggedSamples: ["run-1.1.0", "run-1.2.0"],
      flaggedSamplesLeftOut: 0,
      abstained: 7,
    });
  });

  test("what it keeps is bounded however many sources and flagged records there are", () => {
    const tally = toTally(0.5);
    const judged = Array.from({ length: 2_000 }, (_, at) => ({
      sample: makeSample(at, "", { source: `${at} ${"\u6e90".repeat(300)}` }),
      verdicts: ["wrong" as const],
    }));
    const audit = tally.add(tally.add(tally.empty, judged.slice(0, 900)), judged.slice(900));
    const result = tally.toResult(audit);
    // A third of a JSON column is what the server takes of a checkpoint and of a result.
    for (const kept of [audit, result]) {
      expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThan(LIMITS.columnBytes / 4);
    }
    expect(result).toMatchObject({ judged: 2_000, flagged: 2_000, flaggedSamplesLeftOut: 1_500 });
    expect(result["sources"]).toHaveLength(201);
    expect(result["sources"]).toContainEqual(
      expect.objectContaining({ source: "(other sources)", judged: 1_800 }),
    );
  });
});

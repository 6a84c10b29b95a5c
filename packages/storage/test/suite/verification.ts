import type { Judgement, Sample, Vote } from "@plumbline/contract";
import { expect, it } from "vitest";
import type { Store } from "../../src/store.ts";
import { freshId, hashOf, makeChunk, makeVerdict, seed, startRun } from "../makeRecords.ts";

const vote = (
  sampleId: string,
  index: number,
  verdict: Vote["verdict"],
  change: Partial<Vote> = {},
): Vote => ({
  id: freshId(),
  sampleId,
  verifier: "nano",
  index,
  verdict,
  tokens: 10 + index,
  seed: 4_294_967_295,
  promptHash: hashOf("prompt"),
  createdAt: 5,
  ...change,
});

/** A run with two samples of each of two problems: right and wrong, then undecided and without an answer. */
async function gradedRun(store: Store) {
  const seeded = await seed(store, 2);
  const run = await startRun(store, seeded);
  const chunk = makeChunk(run, seeded.problems, ["correct", "undecided", "incorrect", "no_answer"]);
  const verdicts = chunk.verdicts.map((verdict, place) =>
    place === 3 ? { ...verdict, extracted: null } : verdict,
  );
  await store.commitChunk({ ...chunk, verdicts });
  return { ...seeded, run, samples: chunk.samples as readonly [Sample, Sample, Sample, Sample] };
}

export function verificationSuite(open: () => Store): void {
  it("keeps a vote as it was cast first, by sample, verifier and index", async () => {
    const store = open();
    const { run, samples } = await gradedRun(store);
    const [{ id }] = samples;
    const cast = [
      vote(id, 1, "wrong"),
      vote(id, 0, "right"),
      vote(id, 0, "unparseable", { verifier: "big" }),
    ];
    await store.insertVotes(run.id, cast);
    await store.insertVotes(run.id, [vote(id, 0, "wrong"), vote(id, 1, "right")]);
    expect(await store.votesOn(id)).toEqual([cast[2], cast[1], cast[0]]);
    expect(await store.votesOn(samples[1].id)).toEqual([]);
  });

  it("keeps a judgement once, by its id", async () => {
    const store = open();
    const { run, samples } = await gradedRun(store);
    const sampleId = samples[2].id;
    const judgement: Judgement = {
      id: freshId(),
      sampleId,
      judge: "omega",
      step: 2,
      label: "first_error",
      score: 0.5,
      cost: null,
      evidence: { probes: 3 },
      createdAt: 5,
    };
    await store.insertJudgements(run.id, [judgement]);
    await store.insertJudgements(run.id, [{ ...judgement, label: "other" }]);
    expect(await store.judgementsOn(sampleId)).toEqual([judgement]);
  });

  it("knows which samples and outputs are not the run's, and writes nothing about them", async () => {
    const store = open();
    const { run, samples } = await gradedRun(store);
    const other = await gradedRun(store);
    const foreign = other.samples[0];
    expect(await store.findForeignSample(run.id, [])).toBeNull();
    expect(await store.findForeignSample(run.id, [samples[0].id, samples[3].id])).toBeNull();
    expect(await store.findForeignSample(run.id, [samples[0].id, foreign.id])).toBe(foreign.id);
    expect(await store.findForeignSample(run.id, ["none"])).toBe("none");
    await store.insertVotes(run.id, [vote(foreign.id, 0, "right")]);
    expect(await store.votesOn(foreign.id)).toEqual([]);
    expect(await store.countForeignOutputs(run.id, [])).toBe(0);
    expect(await store.countForeignOutputs(run.id, [...samples, ...samples])).toBe(0);
    const strange = { specHash: samples[0].specHash, outputHash: hashOf("strange") };
    expect(await store.countForeignOutputs(run.id, [...samples, ...other.samples, strange])).toBe(5);
  });

  it("forgets votes with their run", async () => {
    const store = open();
    const { run, samples } = await gradedRun(store);
    await store.insertVotes(run.id, [vote(samples[0].id, 0, "right")]);
    await store.deleteRun(run.id, 9);
    expect(await store.votesOn(samples[0].id)).toEqual([]);
  });

  it("gives the samples of a run by problem with the votes of one verifier in order", async () => {
    const store = open();
    const { run, samples, problems } = await gradedRun(store);
    const [first, , wrong] = samples;
    await store.insertVotes(run.id, [
      vote(first.id, 10, "wrong", { tokens: null }),
      vote(first.id, 2, "unparseable"),
      vote(first.id, 0, "right"),
      vote(wrong.id, 0, "wrong"),
      ...Array.from({ length: 9 }, (_, index) => vote(wrong.id, index, "right", { verifier: "big" })),
    ]);
    expect(await store.verifiers(run.id)).toEqual([
      { verifier: "big", votes: 9 },
      { verifier: "nano", votes: 4 },
    ]);
    const [even, odd] = problems;
    const none = { votes: [], voteTokens: null };
    const answered = { answer: "42" };
    expect(await store.votedSamples(run.id, "nano")).toEqual([
      {
        problemId: even?.id,
        cluster: "even",
        outcome: "correct",
        tokens: 0,
        ...answered,
        votes: [true, null, false],
        voteTokens: 11,
      },
      {
        problemId: even?.id,
        cluster: "even",
        outcome: "incorrect",
        tokens: 2,
        ...answered,
        votes: [false],
        voteTokens: 10,
      },
      { problemId: odd?.id, cluster: null, outcome: "undecided", tokens: 1, ...answered, ...none },
      { problemId: odd?.id, cluster: null, outcome: "no_answer", tokens: 3, answer: null, ...none },
    ]);
    expect((await store.votedSamples(run.id, null)).map(({ votes }) => votes)).toEqual([[], [], [], []]);
  });

  it("gives the beginning of an answer that is longer than any answer", async () => {
    const store = open();
    const { run, samples } = await gradedRun(store);
    const grader = "checker@long/default";
    const extracted = { text: "7".repeat(50_000), rule: "boxed", start: 0, end: 50_000 };
    await store.insertVerdicts(
      samples.map((sample) => makeVerdict(sample, "incorrect", { grader, extracted })),
    );
    await store.activateGrader(run.id, grader, 9);
    const answers = (await store.votedSamples(run.id, null)).map(({ answer }) => answer);
    expect(answers).toEqual(samples.map(() => "7".repeat(2_000)));
  });

  it("sees samples through the active grader", async () => {
    const store = open();
    const { run, samples } = await gradedRun(store);
    const grader = "checker@2/default";
    await store.insertVerdicts(samples.map((sample) => makeVerdict(sample, "correct", { grader })));
    await store.activateGrader(run.id, grader, 9);
    expect((await store.votedSamples(run.id, null)).map(({ outcome }) => outcome)).toEqual(
      samples.map(() => "correct"),
    );
    expect(await store.verifiers(run.id)).toEqual([]);
  });
}

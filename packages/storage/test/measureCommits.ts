// `node packages/storage/test/measureCommits.ts d1|postgres [samples]`: what a sample costs to store while a run grows,
// and what the pages of the run cost in the end. Outputs are all distinct, which is the dearest case for verdicts.
import { createHash } from "node:crypto";
import type { Outcome } from "@plumbline/contract";
import { makeChunk, seed, startRun } from "./makeRecords.ts";
import { openD1 } from "./openD1.ts";
import { openPostgres } from "./openPostgres.ts";

const STEP = 5_000;
const total = Number(process.argv[3] ?? 300_000);
const { store, stop } = process.argv[2] === "postgres" ? await openPostgres() : await openD1();
const timed = async <T>(work: () => Promise<T>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const outcomes = Array.from(
  { length: STEP },
  (_, place): Outcome => (place % 997 === 0 ? "undecided" : place % 3 === 0 ? "incorrect" : "correct"),
);
const hash = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 22);

const seeded = await seed(store, 1_319);
const run = await startRun(store, seeded);
const micros: { samples: number; commit: number; taken: number }[] = [];
for (let epoch = 0; epoch * STEP < total; epoch += 1) {
  const chunk = makeChunk(run, seeded.problems, outcomes, { fromEpoch: epoch, from: epoch * STEP });
  const samples = chunk.samples.map((sample) => ({ ...sample, outputHash: hash(sample.id) }));
  const verdicts = chunk.verdicts.map((verdict, place) => ({
    ...verdict,
    outputHash: samples[place]!.outputHash,
    evidence: { lhs: "42", rhs: "42", steps: ["read both as integers", "compared the integers"] },
  }));
  const asked = seeded.problems.map(({ id }) => ({ problemId: id, indices: [] }));
  const taken = await timed(() => store.takenIndices(run.id, asked));
  const commit = await timed(() => store.commitChunk({ ...chunk, samples, verdicts }));
  const perSample = (ms: number) => Math.round((ms * 1_000) / STEP);
  micros.push({ samples: (epoch + 1) * STEP, commit: perSample(commit), taken: perSample(taken) });
}
const at = (samples: number) => {
  const near = micros.filter((step) => Math.abs(step.samples - samples) <= 3 * STEP);
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1];
  return { commit: median(near.map(({ commit }) => commit)), taken: median(near.map(({ taken }) => taken)) };
};
const [middle] = (await store.listSamples(run.id, {}, { limit: 1 })).items;
const last = (await store.listSamples(run.id, { outcome: "undecided" }, { limit: 200 })).items.at(-1)?.sample;
const milliseconds = {
  page: await timed(() => store.listSamples(run.id, {}, { limit: 50 })),
  rareOutcome: await timed(() => store.listSamples(run.id, { outcome: "undecided" }, { limit: 50 })),
  oneProblem: await timed(() => store.listSamples(run.id, { problemKey: "p7" }, { limit: 50 })),
  neighbours: await timed(() => store.sampleNeighbours(last ?? middle!.sample)),
  positions: await timed(() => store.listSamplesByPosition(run.id, { limit: 200 })),
  tallies: await timed(() => store.problemTallies(run.id)),
  usage: await timed(() => store.runUsage(run.id)),
  sameGrader: await timed(() => store.activateGrader(run.id, run.activeGrader, 1)),
  otherGrader: await timed(() => store.activateGrader(run.id, "checker@2/default", 1)),
  deletion: await timed(() => store.deleteRun(run.id, 1)),
};
console.log(JSON.stringify({ first: micros[0], at10k: at(10_000), atEnd: at(total), milliseconds }));
await stop();

/**
 * What was read, with what the run already has, to samples and verdicts: the same for a step of an upload and for a
 * batch of a job. Between batches of rows it yields, so that other requests of the isolate are answered meanwhile.
 */
import { type InterchangeRow, LIMITS } from "@plumbline/contract";
import type { ReadEvent } from "@plumbline/formats";
import { normaliseStatement } from "@plumbline/grading";
import type { ProblemKey, RunSummary } from "@plumbline/storage";
import type { Ports } from "../ports.ts";
import { createPlanner, type PlanContext, type PlannedSamples } from "./planSamples.ts";

const ROWS_BETWEEN_YIELDS = 200;

export async function planEvents(
  { store, hasher, clock }: Ports,
  { run, version }: RunSummary,
  events: readonly ReadEvent[],
  place: PlanContext["place"],
): Promise<PlannedSamples> {
  const rows = events.flatMap((event) => (event.kind === "row" ? [event.row] : []));
  const find = await findProblems(store, hasher, version.id, rows);
  const planner = createPlanner({
    run,
    policy: version.plan.policy,
    hasher,
    find,
    place,
    taken: await findTaken(store, run, rows, find),
    linesToKeep: LIMITS.invalidLinesKept - run.invalidLines,
    at: clock.now(),
  });
  for (const [at, event] of events.entries()) {
    if (at % ROWS_BETWEEN_YIELDS === ROWS_BETWEEN_YIELDS - 1) await clock.sleep(0);
    planner.add(event);
  }
  return planner.finish();
}

/** Looks problems up by key, and where that finds none, by statement. */
async function findProblems(
  store: Ports["store"],
  hasher: Ports["hasher"],
  versionId: string,
  rows: readonly InterchangeRow[],
): Promise<(row: InterchangeRow) => ProblemKey | null> {
  const keys = new Set(rows.flatMap(({ problem_id }) => problem_id ?? []));
  const byKey = new Map<string | null, ProblemKey>();
  for (const problem of await store.findProblems(versionId, [...keys], [])) byKey.set(problem.key, problem);
  const hashOf = new Map<string | undefined, string>();
  for (const { problem_id, problem } of rows) {
    if (problem === undefined || byKey.has(problem_id) || hashOf.has(problem)) continue;
    hashOf.set(problem, hasher.contentHash(normaliseStatement(problem)));
  }
  const byStatement = new Map<string | undefined, ProblemKey>();
  if (hashOf.size > 0) {
    const hashes = [...new Set(hashOf.values())];
    for (const found of await store.findProblems(versionId, [], hashes))
      byStatement.set(found.statementHash, found);
  }
  return ({ problem_id, problem }) => byKey.get(problem_id) ?? byStatement.get(hashOf.get(problem)) ?? null;
}

async function findTaken(
  store: Ports["store"],
  run: RunSummary["run"],
  rows: readonly InterchangeRow[],
  find: (row: InterchangeRow) => ProblemKey | null,
): Promise<Awaited<ReturnType<Ports["store"]["takenIndices"]>>> {
  if (run.gradedBytes === 0) return new Map();
  const asked = new Map<string, number[]>();
  for (const row of rows) {
    const problem = find(row);
    if (problem === null) continue;
    const indices = asked.get(problem.id) ?? [];
    if (row.sample_index !== undefined) indices.push(row.sample_index);
    asked.set(problem.id, indices);
  }
  return store.takenIndices(
    run.id,
    [...asked].map(([problemId, indices]) => ({ problemId, indices })),
  );
}

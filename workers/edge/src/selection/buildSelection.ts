import type { RunSelection } from "@plumbline/contract";
import { selectionReport } from "@plumbline/stats";
import type { RunSummary } from "@plumbline/storage";
import { refuse } from "../api/refusal.ts";
import { countSamples } from "../board/toResults.ts";
import type { Ports } from "../ports.ts";
import { pickDepth } from "./pickDepth.ts";
import { toReportProblems } from "./toReportProblems.ts";

/** Samples of a run that a report is made of within the memory and the time of one request. */
const MOST_SAMPLES = 20_000;

/** What sampling and verification are worth on a run whose single samples may be shown. */
export async function buildSelection(
  { store }: Pick<Ports, "store">,
  { run }: RunSummary,
  wanted: { readonly verifier?: string | undefined; readonly seed: number },
): Promise<RunSelection> {
  const verifiers = await store.verifiers(run.id);
  const verifier = wanted.verifier ?? verifiers[0]?.verifier ?? null;
  if (wanted.verifier !== undefined && !verifiers.some((known) => known.verifier === wanted.verifier)) {
    throw refuse("not_found", `The run has no votes of ${JSON.stringify(wanted.verifier)}.`);
  }
  const none = (reason: string): RunSelection => ({ runId: run.id, verifier, report: null, reason });
  const samples = countSamples(run);
  if (samples > MOST_SAMPLES)
    return none(`The run has ${samples} samples; a report is made of ${MOST_SAMPLES} at most.`);
  const problems = toReportProblems(await store.votedSamples(run.id, verifier));
  const depth = pickDepth(problems, run.state !== "grading");
  const report = selectionReport(problems, { seed: wanted.seed, ...depth });
  if (report === null) return none("A report needs two graded samples of a problem or more.");
  return { runId: run.id, verifier, report, reason: null };
}

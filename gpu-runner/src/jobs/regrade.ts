/**
 * Grades the stored outputs of a run again with the grader of this runner.
 * Decision: page by page from the checkpoint's cursor, a report after every page, so that a crash costs one page.
 * Verdicts of two graders are never mixed: a checkpoint of another grader (the runner was updated in between) starts
 * the run over, which is safe, because verdicts are keyed by grader and only completion shows them.
 */
import {
  emptyCounts,
  type JobSample,
  type Lease,
  OUTCOMES,
  type Outcome,
  type OutcomeCounts,
} from "@plumbline/contract";
import { gradeSafely, toGrader } from "@plumbline/grading";
import type { Executor, JobContext } from "./executor.ts";
import { toBatches, type Verdict } from "./toBatches.ts";

interface Checkpoint {
  readonly grader: string;
  readonly cursor: string | null;
  readonly done: number;
  readonly counts: Record<Outcome, number>;
  /** The last page is reported; only the completion is missing. */
  readonly finished: boolean;
}

export const regrade: Executor = {
  kind: "regrade",
  needsModel: false,

  async execute(context) {
    let at = readCheckpoint(context.lease);
    for (;;) {
      if (at?.finished === true) return toEnd(at);
      if (context.drain.aborted) return { status: "released" };
      let page = await context.samples(at?.cursor ?? null);
      const grader = toGrader(page.policy);
      if (at !== null && at.grader !== grader) {
        at = null;
        page = await context.samples(null);
      }
      const start: Checkpoint = at ?? {
        grader,
        cursor: null,
        done: 0,
        counts: emptyCounts(),
        finished: false,
      };
      const verdicts = await gradeAll(page.items, page.policy, context);
      at = {
        grader,
        cursor: page.next,
        done: start.done + page.items.length,
        counts: addOutcomes(start.counts, verdicts),
        finished: page.next === null,
      };
      await reportPage(context, verdicts, start, at, page.total);
    }
  },
};

/** The cursor moves on with the last batch of the page only. */
async function reportPage(
  context: JobContext,
  verdicts: readonly Verdict[],
  before: Checkpoint,
  after: Checkpoint,
  total: number,
): Promise<void> {
  const batches = toBatches(verdicts);
  for (const [index, batch] of batches.entries()) {
    const checkpoint = index === batches.length - 1 ? after : before;
    await context.report({
      grader: after.grader,
      verdicts: batch,
      checkpoint: { ...checkpoint },
      progress: { done: checkpoint.done, total },
    });
  }
}

async function gradeAll(
  samples: readonly JobSample[],
  policy: Parameters<typeof toGrader>[0],
  context: JobContext,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { sampleId, response, finish, spec, outputHash, specHash } of samples) {
    await context.breathe();
    if (spec === null) throw new Error(`The server holds back what makes ${sampleId} right.`);
    const grade = gradeSafely({ response, finish: toFinish(finish), spec, policy });
    verdicts.push({ ...grade, outputHash, specHash });
  }
  return verdicts;
}

function toFinish(finish: string | null): Parameters<typeof gradeSafely>[0]["finish"] {
  switch (finish) {
    case "stop":
    case "length":
    case "content_filter":
    case "error":
      return finish;
    case null:
      return null;
    default:
      return "unknown";
  }
}

/** Null where there is none, or one that this version cannot read: then the work starts over. */
function readCheckpoint({ checkpoint }: Lease): Checkpoint | null {
  const { grader, cursor, done, counts, finished } = checkpoint as Partial<Record<keyof Checkpoint, unknown>>;
  if (typeof grader !== "string" || typeof done !== "number" || typeof finished !== "boolean") return null;
  if (cursor !== null && typeof cursor !== "string") return null;
  if (typeof counts !== "object" || counts === null) return null;
  return { grader, cursor, done, counts: { ...emptyCounts(), ...counts }, finished };
}

function addOutcomes(counts: OutcomeCounts, verdicts: readonly Verdict[]): Record<Outcome, number> {
  const sum = { ...counts };
  for (const { outcome } of verdicts) sum[outcome] += 1;
  return sum;
}

function toEnd({ grader, done, counts }: Checkpoint) {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counts[outcome]]));
  return { status: "done" as const, grader, result: { samples: done, outcomes } };
}

/**
 * One leased job from lease to end.
 * Decision: a heartbeat runs beside the work and every reply may end it. Why work ended decides what is said to the
 * server: a lost lease nothing at all (somebody else owns the job, and the fence would refuse us anyway), a cancelled
 * one that it stopped, a drained one that another runner may go on.
 */
import { setImmediate } from "node:timers/promises";
import { ApiError } from "@plumbline/client";
import type { HeartbeatReply, Lease } from "@plumbline/contract";
import { EngineError } from "./engines/engine.ts";
import type { Executor, JobContext, JobEnd } from "./jobs/executor.ts";
import { openEngine } from "./jobs/jobEngine.ts";
import { toFailedEnd } from "./jobs/toFailedEnd.ts";
import { untilItWorks } from "./retry.ts";
import type { World } from "./world.ts";

/** How a lease ended, for the log and the loop. */
export type LeaseEnd = "done" | "released" | "failed" | "cancelled" | "lost" | "killed";

/** A cancel is noticed within this time, however long the lease lives. */
const LONGEST_BEAT_MS = 1_000;
/** Longest stretch of computing without a turn for heartbeats. */
const BREATH_MS = 25;

class Stopped extends Error {
  readonly why: "lost" | "cancelled" | "killed";
  constructor(why: "lost" | "cancelled" | "killed") {
    super(why);
    this.name = "Stopped";
    this.why = why;
  }
}

/**
 * @param drain aborted = end after the batch in work.
 * @param kill aborted = end at once without a word; the lease expires by itself.
 * Throws only where the server refuses the runner as such (its token).
 */
export async function executeLease(
  lease: Lease,
  executor: Executor,
  world: World,
  { drain, kill }: { readonly drain: AbortSignal; readonly kill: AbortSignal },
): Promise<LeaseEnd> {
  const { client } = world;
  const { jobId, fence } = lease;
  const work = new AbortController();
  const onKill = () => work.abort(new Stopped("killed"));
  kill.addEventListener("abort", onKill);
  if (kill.aborted) onKill();

  /** A request of this job: tried again through breaks, ended with the work, refused for good when the lease is lost. */
  async function ask<T>(what: string, operation: () => Promise<T>): Promise<T> {
    try {
      return await untilItWorks(what, operation, work.signal, world);
    } catch (error) {
      if (isLost(error)) work.abort(new Stopped("lost"));
      throw error;
    }
  }
  let ttlMs = lease.ttlMs;
  const hear = (reply: HeartbeatReply): void => {
    ttlMs = reply.ttlMs;
    if (reply.cancel) work.abort(new Stopped("cancelled"));
  };
  /** A batch of results; the reply may end the work, as a heartbeat's does. */
  async function hand(what: string, operation: () => Promise<HeartbeatReply>): Promise<void> {
    hear(await ask(what, operation));
    work.signal.throwIfAborted();
  }
  async function beat(): Promise<void> {
    while (!work.signal.aborted) {
      await world.sleep(Math.min(ttlMs / 3, LONGEST_BEAT_MS), work.signal);
      hear(await ask("heartbeat", () => client.heartbeat(jobId, fence)));
    }
  }
  let breathed = world.now();
  const context: JobContext = {
    lease,
    stop: work.signal,
    drain,
    samples: (cursor) => ask("samples", () => client.jobSamples(jobId, fence, cursor)),
    problems: (cursor) => ask("problems", () => client.jobProblems(jobId, fence, cursor)),
    engine: (model) => openEngine(model, world),
    report: (batch) => hand("report", () => client.reportJob(jobId, { ...batch, fence })),
    reportRows: (batch) => hand("rows", () => client.reportRows(jobId, { ...batch, fence })),
    reportVotes: (batch) => hand("votes", () => client.reportVotes(jobId, { ...batch, fence })),
    reportJudgements: (batch) =>
      hand("judgements", () => client.reportJudgements(jobId, { ...batch, fence })),
    async breathe() {
      if (world.now() - breathed < BREATH_MS) return;
      await setImmediate();
      breathed = world.now();
      work.signal.throwIfAborted();
    },
  };

  const heartbeat = beat().catch((error: unknown) => {
    if (!work.signal.aborted) work.abort(error);
  });
  try {
    const end = await executor.execute(context);
    return await tellEnd(end);
  } catch (error) {
    return await tellStop(work.signal.aborted ? work.signal.reason : error);
  } finally {
    work.abort(new Stopped("killed"));
    kill.removeEventListener("abort", onKill);
    await heartbeat;
  }

  /** Not bound to the work's signal: a heartbeat that comes too late must not end the last word. */
  async function tell(what: string, operation: () => Promise<void>, end: LeaseEnd): Promise<LeaseEnd> {
    try {
      await untilItWorks(what, operation, kill, world);
      return end;
    } catch (error) {
      if (kill.aborted) return "killed";
      if (isLost(error)) return end === "cancelled" ? end : "lost";
      throw error;
    }
  }

  function tellEnd(end: JobEnd): Promise<LeaseEnd> {
    const fail = (reason: string, retry: boolean) => () => client.failJob(jobId, { fence, reason, retry });
    const release = () =>
      client.failJob(jobId, { fence, reason: "the runner is shutting down", retry: true, released: true });
    switch (end.status) {
      case "done": {
        const { grader, result, batchPlan } = end;
        const complete = { fence, grader, result, batchPlan };
        return tell("complete", () => client.completeJob(jobId, complete), "done");
      }
      case "released":
        return tell("release", release, "released");
      case "failed":
        return tell("fail", fail(end.reason, end.retry), "failed");
    }
  }

  function failedEngine(error: EngineError): JobEnd {
    const { kind: reason, message } = error;
    world.log.error({ jobId, reason, err: message }, "the engine failed");
    return toFailedEnd(error);
  }

  async function tellStop(reason: unknown): Promise<LeaseEnd> {
    if (isLost(reason)) return "lost";
    if (reason instanceof EngineError) return tellEnd(failedEngine(reason));
    if (reason instanceof Stopped && reason.why !== "cancelled") return reason.why;
    if (reason instanceof ApiError && (reason.status === 401 || reason.status === 403)) throw reason;
    const cancelled = reason instanceof Stopped;
    const text = cancelled ? "cancelled" : `the runner met an error: ${messageOf(reason)}`;
    if (!cancelled) world.log.error({ jobId, err: reason }, "job failed");
    const fail = () => client.failJob(jobId, { fence, reason: text.slice(0, 4_000), retry: !cancelled });
    return tell("fail", fail, cancelled ? "cancelled" : "failed");
  }
}

/** The server says that the job is somebody else's, or no more. */
function isLost(error: unknown): boolean {
  return error instanceof ApiError && (error.problem.code === "lease_lost" || error.status === 404);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

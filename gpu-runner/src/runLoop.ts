/**
 * Leases one job after the other until told to stop; several loops side by side work on several jobs.
 * Decision: after a job that failed here a loop waits, longer with every failure in a row, so that a runner whose model
 * or network is broken does not use up the attempts of every job in the queue within a second.
 */
import { type Lease, LIMITS } from "@plumbline/contract";
import { executeLease } from "./executeLease.ts";
import type { Executor } from "./jobs/executor.ts";
import { untilItWorks } from "./retry.ts";
import type { World } from "./world.ts";

/** A reply "nothing to do" that comes sooner than this was no long poll: wait before asking again. Milliseconds. */
const QUICK_REPLY_MS = 1_000;

/** How long a drained runner still listens for a lease that may be on its way, to hand it back. Milliseconds. */
const LAST_REPLY_MS = 500;

/** Longest wait after failures in a row, as a multiple of the world's `retryMs`. */
const LONGEST_PAUSE = 32;

export interface LoopSignals {
  /** Take no further job; end the present one after its batch. */
  readonly drain: AbortSignal;
  /** End at once. */
  readonly kill: AbortSignal;
}

/** `concurrency` loops; where the server refuses one of them, the others are drained before its refusal is thrown. */
export async function runLoops(
  name: string,
  executors: readonly Executor[],
  world: World,
  signals: LoopSignals,
  concurrency: number,
): Promise<void> {
  const refused = new AbortController();
  const drain = AbortSignal.any([signals.drain, refused.signal]);
  const loops = Array.from({ length: concurrency }, async () => {
    try {
      await runLoop(name, executors, world, { ...signals, drain });
    } catch (error) {
      refused.abort();
      throw error;
    }
  });
  const failed = (await Promise.allSettled(loops)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

/** Returns when drained or killed. Throws where the server refuses the runner as such (its token, its scope). */
export async function runLoop(
  name: string,
  executors: readonly Executor[],
  world: World,
  signals: LoopSignals,
): Promise<void> {
  let failures = 0;
  while (!signals.drain.aborted) {
    const asked = world.now();
    const lease = await askForLease(name, executors, world, signals.drain);
    if (lease === null) {
      if (world.now() - asked < QUICK_REPLY_MS) await pause(QUICK_REPLY_MS, world, signals.drain);
      continue;
    }
    const executor = executors.find(({ kind }) => kind === lease.kind);
    if (executor === undefined)
      throw new Error(`leased a job of kind ${lease.kind}, which was not asked for`);
    const { jobId, kind, runId, attempt, fence } = lease;
    world.log.info({ jobId, kind, runId, attempt, fence }, "job leased");
    const leasedAt = world.now();
    const ended = world.metrics.leased(kind, leasedAt);
    const end = await executeLease(lease, executor, world, signals);
    ended(end);
    world.log.info({ jobId, kind, end, milliseconds: Math.round(world.now() - leasedAt) }, "job ended");
    failures = end === "failed" ? failures + 1 : 0;
    if (failures > 0) {
      await pause(world.retryMs * Math.min(2 ** (failures - 1), LONGEST_PAUSE), world, signals.drain);
    }
  }
}

async function askForLease(
  runner: string,
  executors: readonly Executor[],
  world: World,
  drain: AbortSignal,
): Promise<Lease | null> {
  const request = {
    runner,
    kinds: executors.map(({ kind }) => kind),
    models: [...world.engines.names],
    waitSeconds: LIMITS.leaseWaitSeconds,
  };
  // A lease that nobody hears of would block its job until it expires.
  const leave = new AbortController();
  const onDrain = () =>
    void world.sleep(LAST_REPLY_MS, leave.signal).then(
      () => leave.abort(),
      () => {},
    );
  drain.addEventListener("abort", onDrain);
  try {
    const ask = () => (drain.aborted ? Promise.resolve(null) : world.client.leaseJob(request));
    return await untilItWorks("lease", ask, leave.signal, world);
  } catch (error) {
    if (leave.signal.aborted) return null;
    throw error;
  } finally {
    drain.removeEventListener("abort", onDrain);
    leave.abort();
  }
}

async function pause(milliseconds: number, world: World, drain: AbortSignal): Promise<void> {
  try {
    await world.sleep(milliseconds, drain);
  } catch (error) {
    if (!drain.aborted) throw error;
  }
}

/** Leases one job after the other until told to stop. */
import { type Lease, LIMITS } from "@plumbline/contract";
import { executeLease } from "./executeLease.ts";
import type { Executor } from "./jobs/executor.ts";
import { untilItWorks } from "./retry.ts";
import type { World } from "./world.ts";

/** A reply "nothing to do" that comes sooner than this was no long poll: wait before asking again. Milliseconds. */
const QUICK_REPLY_MS = 1_000;

/** How long a drained runner still listens for a lease that may be on its way, to hand it back. Milliseconds. */
const LAST_REPLY_MS = 500;

export interface LoopSignals {
  /** Take no further job; end the present one after its batch. */
  readonly drain: AbortSignal;
  /** End at once. */
  readonly kill: AbortSignal;
}

/** Returns when drained or killed. Throws where the server refuses the runner as such (its token, its scope). */
export async function runLoop(
  name: string,
  executors: readonly Executor[],
  world: World,
  signals: LoopSignals,
): Promise<void> {
  while (!signals.drain.aborted) {
    const asked = world.now();
    const lease = await askForLease(name, executors, world, signals.drain);
    if (lease === null) {
      if (world.now() - asked < QUICK_REPLY_MS) await pause(world, signals.drain);
      continue;
    }
    const executor = executors.find(({ kind }) => kind === lease.kind);
    if (executor === undefined)
      throw new Error(`leased a job of kind ${lease.kind}, which was not asked for`);
    const { jobId, kind, runId, attempt, fence } = lease;
    world.log.info({ jobId, kind, runId, attempt, fence }, "job leased");
    const end = await executeLease(lease, executor, world, signals);
    world.log.info({ jobId, end, milliseconds: Math.round(world.now() - asked) }, "job ended");
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

async function pause(world: World, drain: AbortSignal): Promise<void> {
  try {
    await world.sleep(QUICK_REPLY_MS, drain);
  } catch (error) {
    if (!drain.aborted) throw error;
  }
}

import type { Job, JobKind } from "@plumbline/contract";
import type { Ports } from "../ports.ts";

const POLL_MS = 1_000;

/**
 * The next job for a runner, waiting for one for at most `waitSeconds`. Decision: the database is asked once a second;
 * a wake-up across isolates would need a coordinator for a wait that costs one cheap query a second.
 */
export async function leaseNext(
  { store, clock, settings }: Pick<Ports, "store" | "clock" | "settings">,
  wanted: {
    readonly runner: string;
    readonly kinds: readonly JobKind[];
    readonly models: readonly string[];
    readonly gold: boolean;
    readonly waitSeconds: number;
  },
  signal: AbortSignal,
): Promise<Job | null> {
  const { runner, kinds, models, gold } = wanted;
  const until = clock.now() + wanted.waitSeconds * 1_000;
  for (;;) {
    // A caller who has gone must not be given a lease that nobody would work on.
    if (signal.aborted) return null;
    const now = clock.now();
    const job = await store.leaseJob({ runner, kinds, models, gold, ttlMs: settings.leaseTtlMs }, now);
    if (job !== null || now >= until) return job;
    await clock.sleep(Math.min(POLL_MS, until - now), signal);
  }
}

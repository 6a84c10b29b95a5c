/** A runner's world in tests: the real client over a fake server, engines by name, a log that is read. */
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@plumbline/client";
import type { Engine } from "../engines/engine.ts";
import { createEngineRegistry } from "../engines/engineRegistry.ts";
import { executeLease, type LeaseEnd } from "../executeLease.ts";
import { EXECUTORS } from "../jobs/executors.ts";
import { createMetrics, type MetricsPage } from "../metrics/metrics.ts";
import type { World } from "../world.ts";
import type { FakeServer } from "./fakeServer.ts";

export interface RunnerWorld extends World {
  readonly metrics: MetricsPage;
}

export function runnerWorld(
  server: Pick<FakeServer, "fetch">,
  { engines = [], log = [] }: { readonly engines?: readonly Engine[]; readonly log?: string[] } = {},
): RunnerWorld {
  const note = (fields: object, message: string) => log.push(`${message} ${JSON.stringify(fields)}`);
  const now = () => performance.now();
  return {
    client: createClient({ baseUrl: "http://fake", token: "plumb_secret", fetch: server.fetch }),
    log: { info: note, warn: note, error: note },
    engines: createEngineRegistry(
      engines.map((engine) => ({ name: engine.facts.name, create: () => Promise.resolve(engine) })),
    ),
    metrics: createMetrics({ now }),
    now,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    retryMs: 1,
  };
}

export interface Signals {
  readonly drain: AbortController;
  readonly kill: AbortController;
}
export const signals = (): Signals => ({ drain: new AbortController(), kill: new AbortController() });

/** Leases the server's job and executes it to its end. */
export async function executeJob(
  server: FakeServer,
  engines: readonly Engine[],
  given: Signals = signals(),
): Promise<LeaseEnd> {
  const world = runnerWorld(server, { engines });
  const kinds = EXECUTORS.map(({ kind }) => kind);
  const lease = await world.client.leaseJob({ runner: "r", kinds, models: [...world.engines.names] });
  const executor = EXECUTORS.find(({ kind }) => kind === lease?.kind);
  if (lease === null || executor === undefined) throw new Error("nothing to lease");
  return executeLease(lease, executor, world, { drain: given.drain.signal, kill: given.kill.signal });
}

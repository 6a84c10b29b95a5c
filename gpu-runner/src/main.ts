/** Where the runner meets the process: configuration, network, log, signals, exit code. */
import { statSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type ServerType, serve } from "@hono/node-server";
import { ApiError, createClient } from "@plumbline/client";
import { LIMITS } from "@plumbline/contract";
import { pino } from "pino";
import { createEngineRegistry } from "./engines/engineRegistry.ts";
import { toEngineSources } from "./engines/toEngineSources.ts";
import { EXECUTORS } from "./jobs/executors.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { metricsApp } from "./metrics/metricsApp.ts";
import { readConfig, USAGE } from "./readConfig.ts";
import { runLoops } from "./runLoop.ts";

/** Longer than any reply takes that is still coming. */
const REQUEST_MS = (LIMITS.leaseWaitSeconds + 35) * 1_000;
const NANO = fileURLToPath(new URL("../models/nano", import.meta.url));

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
const config = readConfig(process.argv.slice(2), process.env, {
  hostname: hostname(),
  embeddedModel: isFile(`${NANO}/config.json`) ? { name: "nano", folder: NANO } : null,
  isFolder,
});
if (config === "help") {
  console.log(USAGE);
  process.exit(0);
}
if ("wrong" in config) {
  console.error(`${config.wrong}\n\nSee all flags with --help.`);
  process.exit(2);
}

const log = pino({ level: config.logLevel, base: { runner: config.name } });
const drain = new AbortController();
const kill = new AbortController();
/** A supervisor that signals the whole group reaches us twice: by itself and through the program that started us. */
const SAME_SIGNAL_MS = 1_000;
let drainedAt = 0;
for (const name of ["SIGTERM", "SIGINT"] as const) {
  process.on(name, () => {
    if (drain.signal.aborted) {
      if (performance.now() - drainedAt < SAME_SIGNAL_MS) return;
      log.warn({ signal: name }, "stopping at once");
      kill.abort();
      process.exit(name === "SIGINT" ? 130 : 143);
    }
    log.info({ signal: name }, "stopping after the batch in work");
    drainedAt = performance.now();
    drain.abort();
  });
}
const clock = {
  now: () => performance.now(),
  sleep: (milliseconds: number, signal: AbortSignal) => sleep(milliseconds, undefined, { signal }),
};
const metrics = createMetrics({ now: clock.now, withProcess: config.metrics !== undefined });
const engines = createEngineRegistry(
  toEngineSources(config, {
    ...clock,
    log,
    metrics,
    env: process.env,
    fetch: globalThis.fetch,
    wallClock: Date.now,
  }),
);
const client = createClient({
  baseUrl: config.url,
  token: config.token,
  fetch: (request) =>
    globalThis.fetch(request, { signal: AbortSignal.any([kill.signal, AbortSignal.timeout(REQUEST_MS)]) }),
});
const world = { ...clock, client, log, engines, metrics, retryMs: 1_000 };
const executors = EXECUTORS.filter(({ needsModel }) => !needsModel || engines.names.length > 0);

try {
  await watch();
  const { url, concurrency } = config;
  const kinds = executors.map(({ kind }) => kind);
  log.info({ url, kinds, models: engines.names, concurrency }, "runner ready");
  const signals = { drain: drain.signal, kill: kill.signal };
  await runLoops(config.name, executors, world, signals, concurrency);
  await engines.close();
  log.info({}, "runner stopped");
  // A long poll may still be open; nobody waits for it.
  process.exit(0);
} catch (error) {
  await engines.close();
  const refused = error instanceof ApiError && error.status < 500;
  log.fatal({ err: error }, refused ? "the server refuses this runner" : "the runner ended in an error");
  process.exit(refused ? 2 : 3);
}

/** Serves the metrics where they are wanted; a port that is taken ends the runner before its first job. */
async function watch(): Promise<void> {
  if (config === "help" || "wrong" in config || config.metrics === undefined) return;
  const { host: hostname, port } = config.metrics;
  const { fetch } = metricsApp(metrics, () => (drain.signal.aborted ? "draining" : "ready"));
  const listening = Promise.withResolvers<void>();
  const server: ServerType = serve({ fetch, hostname, port }, ({ address, port }) => {
    log.info({ address, port }, "serving /metrics and /healthz");
    listening.resolve();
  });
  server.on("error", listening.reject);
  await listening.promise;
}

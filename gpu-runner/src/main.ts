/** Where the runner meets the process: configuration, network, log, signals, exit code. */
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, createClient } from "@plumbline/client";
import { LIMITS } from "@plumbline/contract";
import { pino } from "pino";
import { EXECUTORS } from "./jobs/executors.ts";
import { readConfig, USAGE } from "./readConfig.ts";
import { runLoop } from "./runLoop.ts";

/** Longer than any reply takes that is still coming. */
const REQUEST_MS = (LIMITS.leaseWaitSeconds + 35) * 1_000;

const config = readConfig(process.argv.slice(2), process.env, hostname());
if (config === "help") {
  console.log(USAGE);
  process.exit(0);
}
if ("wrong" in config) {
  console.error(`${config.wrong}\n\n${USAGE}`);
  process.exit(2);
}

const log = pino({ level: config.logLevel, base: { runner: config.name } });
const drain = new AbortController();
const kill = new AbortController();
for (const name of ["SIGTERM", "SIGINT"] as const) {
  process.on(name, () => {
    if (drain.signal.aborted) {
      log.warn({ signal: name }, "stopping at once");
      kill.abort();
      process.exit(name === "SIGINT" ? 130 : 143);
    }
    log.info({ signal: name }, "stopping after the batch in work");
    drain.abort();
  });
}
const client = createClient({
  baseUrl: config.url,
  token: config.token,
  fetch: (request) =>
    globalThis.fetch(request, { signal: AbortSignal.any([kill.signal, AbortSignal.timeout(REQUEST_MS)]) }),
});
const world = {
  client,
  log,
  now: () => performance.now(),
  sleep: (milliseconds: number, signal: AbortSignal) => sleep(milliseconds, undefined, { signal }),
  retryMs: 1_000,
};
log.info({ url: config.url, kinds: EXECUTORS.map(({ kind }) => kind) }, "runner ready");
try {
  await runLoop(config.name, EXECUTORS, world, { drain: drain.signal, kill: kill.signal });
  log.info({}, "runner stopped");
  // A long poll may still be open; nobody waits for it.
  process.exit(0);
} catch (error) {
  const refused = error instanceof ApiError && error.status < 500;
  log.fatal({ err: error }, refused ? "the server refuses this runner" : "the runner ended in an error");
  process.exit(refused ? 2 : 3);
}

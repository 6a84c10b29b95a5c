/**
 * `npm run deploy:check`: what `wrangler deploy` would upload, without an account. Fails where the Worker is larger
 * than 1 MB compressed (a production limit is 3 MB on the free plan; small Workers start faster).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../test/setup/freePort.ts";
import { buildWorker } from "./stack/buildWorker.ts";
import { BIN, BUILT_CONFIG, ROOT } from "./stack/paths.ts";
import { migrateD1, startWorker } from "./stack/startWorker.ts";

const LIMIT_KIB = 1024;
buildWorker();
const dryRun = spawnSync(join(BIN, "wrangler"), ["deploy", "--dry-run", "-c", BUILT_CONFIG], {
  cwd: ROOT,
  encoding: "utf8",
  env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1" },
});
process.stdout.write(dryRun.stdout);
process.stderr.write(dryRun.stderr);
if (dryRun.status !== 0) process.exit(1);
const gzipKiB = Number(/gzip:\s*([\d.]+)\s*KiB/u.exec(dryRun.stdout)?.[1]);

const state = mkdtempSync(join(tmpdir(), "plumbline-deploy-"));
migrateD1(state);
const begun = performance.now();
const worker = await startWorker({ port: await freePort(), state, store: "d1", vars: {} });
const startMs = Math.round(performance.now() - begun);
const first = performance.now();
await (await fetch(worker.url)).text();
const firstPageMs = Math.round(performance.now() - first);
await worker.process.stop();
rmSync(state, { recursive: true, force: true });

console.log(JSON.stringify({ gzipKiB, limitKiB: LIMIT_KIB, startMs, firstPageMs }));
if (!(gzipKiB <= LIMIT_KIB)) {
  console.error(`The Worker is ${gzipKiB} KiB compressed; the limit here is ${LIMIT_KIB} KiB.`);
  process.exit(1);
}
process.exit(0);

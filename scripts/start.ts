/**
 * `npm start`: everything on this machine, with a filled leaderboard. PORT chooses the port, STORE=postgres with
 * DATABASE_URL the database; PLUMBLINE_STATE the folder that is kept between starts.
 */
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { migratePostgres } from "@plumbline/storage/migratePostgres";
import { seedDemo } from "./seedDemo.ts";
import { seedVerification } from "./seedVerification.ts";
import { buildWorker } from "./stack/buildWorker.ts";
import { ROOT, STATE } from "./stack/paths.ts";
import { killAll } from "./stack/processes.ts";
import { startStack } from "./stack/startStack.ts";

const port = Number(process.env["PORT"] ?? 8787);
const store = process.env["STORE"] ?? "d1";
const databaseUrl = process.env["DATABASE_URL"];
const state = process.env["PLUMBLINE_STATE"] ?? STATE;

/** Ends with a sentence a person can act on. */
function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

function portIsFree(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

if (!Number.isInteger(port) || port < 1 || port > 65_535)
  refuse(`PORT=${process.env["PORT"]} is no port. Use 1 to 65535.`);
if (store !== "d1" && store !== "postgres") refuse(`STORE=${store} is unknown. Use d1 or postgres.`);
if (store === "postgres" && databaseUrl === undefined)
  refuse("STORE=postgres needs DATABASE_URL=postgres://...");
if (!(await portIsFree())) refuse(`Port ${port} is taken. Choose another: PORT=8788 npm start`);

const started = Date.now();
let stopping = false;
let stop = async (): Promise<void> => {};
const shutDown = (): void => {
  if (stopping) return;
  stopping = true;
  console.log("\nStopping ...");
  stop().finally(() => {
    killAll();
    process.exit(0);
  });
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, shutDown);
// A supervisor may kill npm without a signal to us; nobody's child has nothing to serve.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) shutDown();
}, 1_000).unref();

console.log("Building ...");
buildWorker();
if (store === "postgres" && databaseUrl !== undefined) await migratePostgres(databaseUrl);
// The CLI looks for the tokens of the standard local stack there.
const credentialsFile =
  state === STATE ? join(ROOT, ".wrangler", "plumbline.json") : join(state, "plumbline.json");
const firstStart = !existsSync(credentialsFile);
console.log("Starting ...");
const stack = await startStack({
  port,
  state,
  store,
  databaseUrl,
  runners: 1,
  tickMs: 10_000,
  credentialsFile,
});
stop = () => stack.stop();
if (firstStart) {
  await seedDemo(stack.client, (line) => console.log(`  ${line}`));
  const run = await seedVerification(stack.client);
  console.log(`  nano: samples and verifies itself now, watch ${stack.url}/runs/${run}`);
}

console.log(`Plumbline ready on ${stack.url}`);
console.log(`Sign this browser in (works once): ${stack.signInUrl}`);
console.log(
  `Started in ${((Date.now() - started) / 1000).toFixed(1)} s. Data is kept in ${state}. Ctrl-C stops everything.`,
);
void stack.worker().process.ended.then((code) => {
  if (stopping) return;
  console.error(`The Worker ended by itself (exit ${code}). Its log: ${stack.worker().logFile}`);
  process.exit(1);
});

/**
 * The whole product on one machine: database, Worker, cron ticker, one runner.
 * Decision: `npm start`, the end-to-end tests and the benches all start it through here and differ only in options.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type Client, createClient } from "@plumbline/client";
import { type Credentials, ensureCredentials } from "./credentials.ts";
import { BIN, ROOT } from "./paths.ts";
import { type StartedProcess, startProcess } from "./processes.ts";
import { startTicker } from "./startTicker.ts";
import { migrateD1, type StartedWorker, startWorker } from "./startWorker.ts";

export interface StackOptions {
  readonly port: number;
  readonly state: string;
  readonly store: "d1" | "postgres";
  /** Needed where `store` is postgres; the database must be migrated. */
  readonly databaseUrl?: string | undefined;
  readonly runners: number;
  /** How often the cron ticker fires; 0 = never, for tests that fire it themselves. */
  readonly tickMs: number;
  readonly credentialsFile: string;
  readonly vars?: Readonly<Record<string, string>> | undefined;
  readonly inspectorPort?: number | undefined;
}

export interface Stack {
  readonly url: string;
  readonly client: Client;
  readonly credentials: Credentials;
  /** Signs a browser in, once. */
  readonly signInUrl: string;
  worker(): StartedWorker;
  readonly runners: readonly StartedProcess[];
  /** `env`: the runner's own variables, RUNNER_MODELS for example. */
  startRunner(name: string, env?: Readonly<Record<string, string>>): StartedProcess;
  /** Kills the Worker as a crash would, and starts it again on the same state. */
  restartWorker(): Promise<void>;
  tick(): Promise<void>;
  stop(): Promise<void>;
}

export async function startStack(options: StackOptions): Promise<Stack> {
  if (options.store === "d1") migrateD1(options.state);
  const bootstrapSecret = randomBytes(24).toString("base64url");
  const onceCode = randomBytes(24).toString("base64url");
  const workerOptions = {
    port: options.port,
    state: options.state,
    store: options.store,
    databaseUrl: options.databaseUrl,
    inspectorPort: options.inspectorPort,
    vars: { BOOTSTRAP_SECRET: bootstrapSecret, ONCE_CODE: onceCode, ...options.vars },
  };
  let worker = await startWorker(workerOptions);
  const credentials = await ensureCredentials(worker.url, options.credentialsFile, bootstrapSecret);
  const runners: StartedProcess[] = [];
  const startRunner = (name: string, env: Readonly<Record<string, string>> = {}): StartedProcess => {
    const runner = startProcess({
      name,
      command: join(BIN, "node"),
      args: [join(ROOT, "gpu-runner", "bin", "plumbline-runner.mjs")],
      cwd: ROOT,
      env: {
        ...process.env,
        PLUMBLINE_URL: worker.url,
        PLUMBLINE_TOKEN: credentials.runnerToken,
        RUNNER_NAME: name,
        ...env,
      },
      logFile: join(options.state, `${name}.log`),
    });
    runners.push(runner);
    return runner;
  };
  for (let index = 1; index <= options.runners; index += 1) startRunner(`runner-${index}`);
  const ticker = options.tickMs > 0 ? startTicker(worker.url, options.tickMs) : null;

  return {
    url: worker.url,
    client: createClient({ baseUrl: worker.url, token: credentials.token }),
    credentials,
    signInUrl: `${worker.url}/sign-in/once?code=${onceCode}`,
    worker: () => worker,
    runners,
    startRunner,
    async restartWorker() {
      await worker.process.kill();
      worker = await startWorker(workerOptions);
    },
    async tick() {
      await fetch(`${worker.url}/cdn-cgi/handler/scheduled?format=json`);
    },
    async stop() {
      ticker?.stop();
      await Promise.all(runners.map((runner) => runner.stop()));
      await worker.process.stop();
    },
  };
}

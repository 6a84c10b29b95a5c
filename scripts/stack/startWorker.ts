/**
 * Starts the built Worker in local mode and waits until it answers. Decision: one function for `npm start`, the
 * end-to-end tests and the benches, so that what is tested is what people start.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BIN, BUILT_CONFIG, ROOT } from "./paths.ts";
import { type StartedProcess, startProcess } from "./processes.ts";

export interface WorkerOptions {
  readonly port: number;
  /** Folder that holds D1, R2 and the log. */
  readonly state: string;
  readonly store: "d1" | "postgres";
  /** PostgreSQL connection string, needed where `store` is postgres. */
  readonly databaseUrl?: string | undefined;
  /** Variables and secrets of the Worker. They travel in a file that only the owner can read, never on a command line. */
  readonly vars: Readonly<Record<string, string>>;
  /** For benches that read the isolate's heap. */
  readonly inspectorPort?: number | undefined;
}

export interface StartedWorker {
  readonly url: string;
  readonly process: StartedProcess;
  readonly logFile: string;
}

const OFFLINE = {
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  // Local traces nearly halve the throughput.
  X_LOCAL_OBSERVABILITY: "false",
  NO_UPDATE_NOTIFIER: "1",
  CI: "1",
};

/** Applies what is missing of migrations/d1 to the state's database. Throws with wrangler's output where it fails. */
export function migrateD1(state: string): void {
  mkdirSync(state, { recursive: true });
  const result = spawnSync(
    join(BIN, "wrangler"),
    ["d1", "migrations", "apply", "DB", "--local", "--persist-to", state, "-c", join(ROOT, "wrangler.toml")],
    { cwd: ROOT, encoding: "utf8", env: { ...process.env, ...OFFLINE } },
  );
  if (result.status !== 0) throw new Error(`The D1 migration failed:\n${result.stdout}\n${result.stderr}`);
}

export async function startWorker(options: WorkerOptions): Promise<StartedWorker> {
  const { port, state, store, databaseUrl, vars, inspectorPort } = options;
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(state, { recursive: true });
  const envFile = join(state, "worker.env");
  const lines = Object.entries({ STORE: store, ...vars }).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  writeFileSync(envFile, `${lines.join("\n")}\n`, { mode: 0o600 });
  const logFile = join(state, "worker.log");
  const started = startProcess({
    name: "worker",
    command: join(BIN, "wrangler"),
    args: [
      "dev",
      "-c",
      BUILT_CONFIG,
      "--ip",
      "127.0.0.1",
      "--port",
      String(port),
      "--persist-to",
      state,
      "--env-file",
      envFile,
      "--show-interactive-dev-session=false",
      "--log-level=info",
      ...(inspectorPort === undefined ? [] : ["--inspector-port", String(inspectorPort)]),
    ],
    cwd: ROOT,
    env: {
      ...process.env,
      ...OFFLINE,
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE:
        databaseUrl ?? "postgres://plumbline:plumbline@127.0.0.1:5432/plumbline",
    },
    logFile,
  });
  await waitUntilHealthy(url, started, logFile);
  return { url, process: started, logFile };
}

async function waitUntilHealthy(url: string, worker: StartedProcess, logFile: string): Promise<void> {
  let ended = false;
  void worker.ended.then(() => {
    ended = true;
  });
  const deadline = Date.now() + 90_000;
  while (Date.now() < deadline) {
    if (ended) throw new Error(`The Worker ended while it was starting. ${lastLines(logFile)}`);
    try {
      const response = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await worker.kill();
  throw new Error(`The Worker did not answer within 90 s. ${lastLines(logFile)}`);
}

function lastLines(logFile: string): string {
  return `The end of its log ${logFile}:\n${readFileSync(logFile, "utf8").split("\n").slice(-20).join("\n")}`;
}

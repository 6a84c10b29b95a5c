/** `npm start` as a person runs it: ready with a filled board, ended by Ctrl-C without a trace, data kept. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@plumbline/client";
import { DEMO_BENCHMARK, DEMO_SOLVERS } from "@plumbline/suites";
import { afterAll, expect, test } from "vitest";
import { ROOT } from "../../scripts/stack/paths.ts";
import { freePort } from "../setup/freePort.ts";

const state = mkdtempSync(join(tmpdir(), "plumbline-start-"));
afterAll(() => rmSync(state, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => string;
}

async function start(port: number): Promise<Started> {
  const child = spawn(process.execPath, ["scripts/run.mjs", "scripts/start.ts"], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), PLUMBLINE_STATE: state },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const ready = /^Plumbline ready on (\S+)$/mu.exec(output)?.[1];
      if (ready !== undefined) resolve(ready);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
  return { child, url, output: () => output };
}

/** Processes whose environment or command line names this test's own state folder. Linux only. */
function processesOfState(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        return command.includes(state) ? [command] : [];
      } catch {
        return [];
      }
    });
}

async function interrupt({ child }: Started): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  await ended;
}

test("starts with a filled board, keeps it, and leaves no process behind", async () => {
  const port = await freePort();
  const first = await start(port);
  expect(first.url).toBe(`http://127.0.0.1:${port}`);
  const visitor = createClient({ baseUrl: first.url });
  const board = async () => {
    for (let round = 0; ; round += 1) {
      const { rows } = await visitor.leaderboard(DEMO_BENCHMARK.slug);
      if (rows.length === DEMO_SOLVERS.length || round > 300) return rows;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const rows = await board();
  expect(rows.map(({ model }) => model.name).sort()).toEqual(DEMO_SOLVERS.map(({ name }) => name).sort());
  expect(rows[0]?.rank?.from).toBe(1);

  const link = /(http:\/\/127\.0\.0\.1:\d+\/sign-in\/once\?code=\S+)/u.exec(first.output())?.[1] ?? "";
  const signedIn = await fetch(link, { redirect: "manual" });
  expect(signedIn.headers.get("set-cookie")).toMatch(/plumbline_session=.*HttpOnly/u);
  const again = await fetch(link, { redirect: "manual" });
  expect(again.headers.get("set-cookie") ?? "").not.toContain("plumbline_session=");

  await interrupt(first);
  expect(processesOfState()).toEqual([]);

  const second = await start(port);
  expect((await board()).map(({ runId }) => runId).sort()).toEqual(rows.map(({ runId }) => runId).sort());
  await interrupt(second);
  expect(processesOfState()).toEqual([]);
});

test.each([
  [{ PORT: "99999" }, "is no port"],
  [{ STORE: "mysql" }, "d1 or postgres"],
  [{ STORE: "postgres" }, "DATABASE_URL"],
])("wrong settings %j end with a sentence that helps", async (environment, sentence) => {
  const child = spawn(process.execPath, ["scripts/run.mjs", "scripts/start.ts"], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: undefined, PLUMBLINE_STATE: state, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let message = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    message += chunk.toString();
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  expect(code).toBe(2);
  expect(message).toContain(sentence);
});

// Runs one of the repository's scripts on a machine that may have nothing but Node >= 20 and npm: installs the locked
// dependencies where they are missing or stale, then runs the script under the Node 24 that came with them.
// Plain JavaScript, because Node 20 cannot run TypeScript. Usage: node scripts/run.mjs SCRIPT.ts [ARGUMENTS]
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const bin = join(root, "node_modules", ".bin");
const windows = process.platform === "win32";
const node = join(bin, windows ? "node.exe" : "node");
const stamp = join(root, "node_modules", ".plumbline-lock");

const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
const installed = existsSync(node) && existsSync(stamp) && readFileSync(stamp, "utf8") === lock;
if (!installed) {
  console.error("Installing dependencies (npm ci) ...");
  // The list of engines that third-party packages want is about the Node that runs them, which is ours, not npm's.
  const install = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: windows,
  });
  if (install.status !== 0) {
    console.error("npm ci failed. Fix what it says above and run the same command again.");
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

const [script, ...rest] = process.argv.slice(2);
const child = spawn(existsSync(node) ? node : process.execPath, [join(root, script), ...rest], {
  cwd: process.cwd(),
  stdio: "inherit",
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// npm passes no signal on when it is killed; what it leaves behind ends with it.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill("SIGTERM");
}, 1_000).unref();
child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));

/** Builds the Worker with its pages, unless the last build is newer than every source it is made of. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BUILT_CONFIG, ROOT } from "./paths.ts";

const SOURCES = ["packages", "workers", "apps/web", "wrangler.toml", "package-lock.json"];
const LONGEST_BUILD_MS = 600_000;
const GENERATED = new Set(["node_modules", "build", ".react-router"]);

/** Newest modification time below a path, in milliseconds. */
function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) =>
      GENERATED.has(name) || name.endsWith(".test.ts") ? latest : Math.max(latest, newest(join(path, name))),
    0,
  );
}

/**
 * Throws with the build's own output where it fails. Returns whether it had to build. Of several processes that want
 * it at once, one builds and the others wait for it.
 */
export function buildWorker(): boolean {
  const unlock = lockBuild();
  try {
    const built = existsSync(BUILT_CONFIG) ? statSync(BUILT_CONFIG).mtimeMs : 0;
    if (SOURCES.every((source) => newest(join(ROOT, source)) < built)) return false;
    const result = spawnSync("npm", ["run", "--silent", "build", "--workspace", "apps/web"], {
      cwd: ROOT,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (result.status !== 0) throw new Error(`The build failed:\n${result.stdout}\n${result.stderr}`);
    return true;
  } finally {
    unlock();
  }
}

/** SQLite's lock on a file: the one lock that Node has which the system drops when its holder is killed. */
function lockBuild(): () => void {
  const folder = join(ROOT, ".wrangler");
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, "build.lock"), { timeout: LONGEST_BUILD_MS });
  lock.exec("BEGIN EXCLUSIVE");
  return () => lock.close();
}

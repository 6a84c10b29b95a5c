/** Builds the Worker with its pages, unless the last build is newer than every source it is made of. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { BUILT_CONFIG, ROOT } from "./paths.ts";

const SOURCES = ["packages", "workers", "apps/web", "wrangler.toml", "package-lock.json"];
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

/** Throws with the build's own output where it fails. Returns whether it had to build. */
export function buildWorker(): boolean {
  const built = existsSync(BUILT_CONFIG) ? statSync(BUILT_CONFIG).mtimeMs : 0;
  if (SOURCES.every((source) => newest(join(ROOT, source)) < built)) return false;
  const result = spawnSync("npm", ["run", "--silent", "build", "--workspace", "apps/web"], {
    cwd: ROOT,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) throw new Error(`The build failed:\n${result.stdout}\n${result.stderr}`);
  return true;
}

// Type checks every project on its own, because each has its own globals: the pure packages see neither
// Node nor the Workers runtime, so a stray `process` or `fetch` there is a type error.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folders = ["packages", "workers", "apps"].flatMap((parent) =>
  readdirSync(parent).map((name) => join(parent, name)),
);
const projects = [...folders, "gpu-runner"]
  .map((folder) => join(folder, "tsconfig.json"))
  .filter((file) => existsSync(file));

// The pages' route types are generated, so a fresh clone has none yet.
const generated = spawnSync("react-router", ["typegen"], { cwd: join("apps", "web"), stdio: "inherit" });
if (generated.status !== 0) process.exit(1);

const failed = [...projects, "tsconfig.test.json"].filter((project) => {
  console.log(`tsc -p ${project}`);
  return spawnSync("tsc", ["-p", project], { stdio: "inherit" }).status !== 0;
});
if (failed.length > 0) {
  console.error(`types: ${failed.join(", ")} failed`);
  process.exit(1);
}

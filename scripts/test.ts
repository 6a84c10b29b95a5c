/**
 * `npm test`: lint, types, every test, and one closing line `N passed, N failed`.
 * Decision: each part runs even where an earlier one failed, so that one run shows everything that is wrong.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BIN, ROOT } from "./stack/paths.ts";

interface Part {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const report = join(ROOT, ".cache", "vitest.json");
mkdirSync(join(ROOT, ".cache"), { recursive: true });
rmSync(report, { force: true });

const PARTS: readonly Part[] = [
  { name: "lint", command: join(BIN, "biome"), args: ["check", ".", "--error-on-warnings"] },
  { name: "types", command: join(BIN, "node"), args: [join(ROOT, "scripts", "typecheck.ts")] },
  {
    name: "tests",
    command: join(BIN, "vitest"),
    args: ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  },
];

let passed = 0;
let failed = 0;
for (const { name, command, args } of PARTS) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: "inherit" });
  if (status === 0) passed += 1;
  else {
    failed += 1;
    console.error(`${name} failed (exit ${status}).`);
  }
}

try {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  passed += numPassedTests;
  failed += numFailedTests;
} catch {
  failed += 1;
  console.error("The test runner left no report: it did not get to the end.");
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

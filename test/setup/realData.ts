/**
 * The public data beside the repository. Decision: where it is absent, tests that need it say so in one printed line
 * and are not run; with PLUMBLINE_REQUIRE_DATA=1 (as in CI) absence is a failure.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/stack/paths.ts";

export const DATA: string = process.env["PLUMBLINE_DATA"] ?? join(ROOT, "..", "shared", "data");

/** Whether the data is there. Throws where it must be. */
export function hasRealData(): boolean {
  if (existsSync(join(DATA, "MANIFEST.md"))) return true;
  if (process.env["PLUMBLINE_REQUIRE_DATA"] === "1")
    throw new Error(`PLUMBLINE_REQUIRE_DATA=1, but there is no data in ${DATA}.`);
  console.log(`skipped: no data in ${DATA} (PLUMBLINE_DATA names the folder)`);
  return false;
}

/** Rows of a JSONL file of the data. */
export function readRows<T>(path: string): T[] {
  return readFileSync(join(DATA, path), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

export interface BenchmarkRow {
  readonly id: string;
  readonly problem: string;
  readonly answer: string | null;
}
export interface OutputRow {
  readonly id: string;
  readonly problem: string;
  readonly gold: string;
  readonly response: string;
  readonly model: string;
  readonly label: boolean | null;
}

/** The four public systems on GSM8K and how many of the 1,319 problems each gets right, as published. */
export const GSM8K_COUNTS: Readonly<Record<string, number>> = {
  "6b_finetuning": 286,
  "6b_verification": 515,
  "175b_finetuning": 458,
  "175b_verification": 742,
};

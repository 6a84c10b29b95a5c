/**
 * Public data for tests, outside the repository. Where it is absent a test says that it is skipped; with
 * PLUMBLINE_REQUIRE_DATA=1 absence is a failure, so that a run that claims the figures cannot miss them silently.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
export const DATA_FOLDER: string = resolve(ROOT, process.env["PLUMBLINE_DATA"] ?? "../shared/data");

/** The rows of a JSONL file of the data folder; null where it is absent. Throws where it is required. */
export function readRows<Row>(path: string): Row[] | null {
  const file = resolve(DATA_FOLDER, path);
  if (!existsSync(file)) {
    if (process.env["PLUMBLINE_REQUIRE_DATA"] === "1") throw new Error(`${path} is required and absent`);
    console.warn(`skipped: ${path} is absent (set PLUMBLINE_DATA)`);
    return null;
  }
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as Row);
}

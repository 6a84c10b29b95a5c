/** `node test/corpus/writeCoverage.ts` writes packages/checker/COVERAGE.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeCoveragePage } from "./coverage.ts";

const file = join(import.meta.dirname, "../../packages/checker/COVERAGE.md");
writeFileSync(file, writeCoveragePage());
console.log(`wrote ${file}`);

/** `npm run fuzz -- NAME [OPTIONS]`. Prints one JSON object as its last line; exit status 1 where it found a fault. */
import { type FuzzReport, fuzzChecker } from "./checker.ts";

const FUZZES: Readonly<Record<string, (args: string[]) => Promise<FuzzReport>>> = { checker: fuzzChecker };

const [name = "", ...args] = process.argv.slice(2);
const fuzz = FUZZES[name];
if (fuzz === undefined) {
  console.error(`No fuzz is called "${name}". There are: ${Object.keys(FUZZES).join(", ")}.`);
  process.exit(2);
}
try {
  const report = await fuzz(args);
  console.log(JSON.stringify(report));
  process.exit(report.falseEqual + report.falseDifferent > 0 ? 1 : 0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}

/**
 * `npm run --silent bench -- NAME [OPTIONS]`. Decision: a bench is a module with one function that returns a plain
 * object; this file alone prints it, as one JSON line at the end, so that scripts can read the last line of any bench.
 */
const BENCHES: Readonly<
  Record<string, () => Promise<{ runBench(args: string[]): Promise<Record<string, unknown>> }>>
> = {
  calibration: () => import("./calibration.ts"),
  checker: () => import("./checker.ts"),
  engine: () => import("./engine.ts"),
  ineqmath: () => import("./ineqmath.ts"),
  ingest: () => import("./ingest.ts"),
  latency: () => import("./latency.ts"),
  steps: () => import("./steps.ts"),
  paired: () => import("./paired.ts"),
  verification: () => import("./verification.ts"),
};

const [name = "", ...args] = process.argv.slice(2);
const load = BENCHES[name];
if (load === undefined) {
  console.error(`No bench is called "${name}". There are: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(2);
}
const { runBench } = await load();
console.log(JSON.stringify(await runBench(args)));
process.exit(0);

export {};

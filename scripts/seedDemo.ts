/** Loads the demonstration through the API, as any user would load their own. Loading it twice changes nothing. */
import type { Client } from "@plumbline/client";
import { uploadInParts } from "@plumbline/client";
import { DEMO_BENCHMARK, DEMO_SOLVERS, generateDemoSuite } from "@plumbline/suites";

const SEED = 20_261_121;
const PROBLEMS = 150;
const SAMPLES = 4;

export async function seedDemo(client: Client, report: (line: string) => void): Promise<void> {
  const { problems, outputs } = generateDemoSuite(SEED, PROBLEMS, SAMPLES);
  await client.createBenchmark({ ...DEMO_BENCHMARK, problems: [...problems] });
  for (const solver of DEMO_SOLVERS) {
    const run = await client.createRun({
      benchmark: DEMO_BENCHMARK.slug,
      model: { name: solver.name, organisation: "Generated" },
      label: `Error-injected solver: ${solver.description}`,
      sampling: { seed: SEED },
      visibility: "public",
    });
    const rows = outputs.get(solver.name) ?? [];
    const blob = new Blob(rows.map((row) => `${JSON.stringify(row)}\n`));
    const { run: graded, replayed } = await uploadInParts(client, run.id, blob);
    report(`${solver.name}: ${replayed ? "already there" : `run ${graded.id}`}`);
  }
}

/**
 * `bench -- ingest`: real responses through upload, queue, checker and store, on the built Worker.
 * Decision: samples are the public GSM8K outputs repeated with rising sample indices; time runs from the first byte
 * sent to the run's finished state. The heap and the resident size are peaks over the whole measurement.
 * Options: --store d1|postgres (default d1), --mib N (default 50), --scale N (samples of the large run, default 300000).
 */
import { parseArgs } from "node:util";
import type { Client } from "@plumbline/client";
import { buildWorker } from "../../scripts/stack/buildWorker.ts";
import { freePort } from "../setup/freePort.ts";
import { type BenchmarkRow, hasRealData, type OutputRow, readRows } from "../setup/realData.ts";
import { createBenchmark, submit, waitUntilFinished } from "../setup/submitting.ts";
import { startTestStack } from "../setup/testStack.ts";
import { watchIsolateHeap } from "./isolateHeap.ts";
import { residentMiB } from "./residentMemory.ts";

const SLUG = "gsm8k";

/** The output rows repeated until `enough` says so; each round is one more sample of every problem by every system. */
function repeated(
  rows: readonly OutputRow[],
  enough: (samples: number, bytes: number) => boolean,
): { blob: Blob; samples: number } {
  const parts: Blob[] = [];
  let lines: string[] = [];
  let [samples, bytes] = [0, 0];
  for (let round = 0; ; round += 1) {
    for (const [position, row] of rows.entries()) {
      if (enough(samples, bytes)) {
        parts.push(new Blob(lines));
        return { blob: new Blob(parts), samples };
      }
      const line = `${JSON.stringify({
        problem_id: null,
        problem: row.problem,
        sample_index: round * 4 + (position % 4),
        response: row.response,
        model: row.model,
      })}\n`;
      lines.push(line);
      samples += 1;
      bytes += Buffer.byteLength(line);
    }
    parts.push(new Blob(lines));
    lines = [];
  }
}

async function timeRun(client: Client, name: string, blob: Blob): Promise<number> {
  const started = performance.now();
  const { run } = await submit(client, { benchmark: SLUG, model: { name } }, blob);
  const finished = await waitUntilFinished(client, run.id, 900_000);
  if (finished.state !== "complete")
    throw new Error(`Run ${name} ended ${finished.state}: ${finished.failure}`);
  return performance.now() - started;
}

export async function runBench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: {
      store: { type: "string", default: "d1" },
      mib: { type: "string", default: "50" },
      scale: { type: "string", default: "300000" },
    },
  });
  const store = values.store === "postgres" ? "postgres" : "d1";
  if (!hasRealData()) throw new Error("The ingest bench needs the public data: set PLUMBLINE_DATA.");
  buildWorker();
  const rows = readRows<OutputRow>("outputs/openai_gsm8k.jsonl");
  const problems = readRows<BenchmarkRow>("benchmarks/gsm8k_test.jsonl");
  const inspectorPort = await freePort();
  const stack = await startTestStack({ store, inspectorPort, tickMs: 5_000 });
  try {
    await createBenchmark(
      stack.client,
      SLUG,
      problems.map(({ id, problem, answer }) => ({
        key: id,
        statement: problem,
        spec: { gold: answer ?? "" },
      })),
    );
    const heap = await watchIsolateHeap(inspectorPort, 100);
    let resident = 0;
    const residentTimer = setInterval(() => {
      resident = Math.max(resident, residentMiB(stack.worker().process.pid, "workerd"));
    }, 250);

    await timeRun(stack.client, "warm-up", repeated(rows, (samples) => samples >= 2_000).blob);
    const small = repeated(rows, (samples) => samples >= 10_000);
    const perSampleMicros10k =
      ((await timeRun(stack.client, "ten-thousand", small.blob)) * 1000) / small.samples;
    console.log(`10,000 samples: ${perSampleMicros10k.toFixed(0)} us a sample`);

    const sized = repeated(rows, (_, bytes) => bytes >= Number(values.mib) * 2 ** 20);
    const sizedMs = await timeRun(stack.client, "sized", sized.blob);
    const [heapMiB, rssMiB] = [heap.peakMiB(), resident];
    console.log(
      `${values.mib} MiB, ${sized.samples} samples: ${(sizedMs / 1000).toFixed(1)} s, heap ${heapMiB.toFixed(0)} MiB, resident ${rssMiB.toFixed(0)} MiB`,
    );

    const large = repeated(rows, (samples) => samples >= Number(values.scale));
    const perSampleMicros300k = ((await timeRun(stack.client, "large", large.blob)) * 1000) / large.samples;
    console.log(
      `${large.samples} samples: ${perSampleMicros300k.toFixed(0)} us a sample, peaks ${heap.peakMiB().toFixed(0)} and ${resident.toFixed(0)} MiB`,
    );
    clearInterval(residentTimer);
    heap.stop();
    return {
      samples: sized.samples,
      samplesPerSecond: Math.round(sized.samples / (sizedMs / 1000)),
      heapMiB: Math.round(heapMiB),
      rssMiB: Math.round(rssMiB),
      perSampleMicros10k: Math.round(perSampleMicros10k),
      perSampleMicros300k: Math.round(perSampleMicros300k),
      store,
    };
  } finally {
    await stack.stop();
  }
}

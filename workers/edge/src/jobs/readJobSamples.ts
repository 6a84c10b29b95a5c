/**
 * A page of a run's outputs for a runner. Decision: a page is as long as a few ranged reads of at most 8 MiB together
 * allow, so that it costs little whatever the lengths of the responses and however many objects hold them.
 */
import { type JobSamples, LIMITS } from "@plumbline/contract";
import type { PositionedSample } from "@plumbline/storage";
import type { Ports } from "../ports.ts";
import { type RunObject, readResponses } from "../runs/readResponses.ts";

const PAGE_ROWS = 500;
const PAGE_BYTES = LIMITS.jsonBytes;
const PAGE_OBJECTS = 50;

/** What the runner may be told besides the outputs themselves. */
export interface Told {
  /** What is right, and which outputs are. */
  readonly gold: boolean;
  /** Clusters and hashes of specs, which give golds of hidden benchmarks away to whoever guesses. */
  readonly traces: boolean;
}

export async function readJobSamples(
  ports: Pick<Ports, "store" | "objects">,
  run: RunObject & { readonly id: string },
  cursor: string | undefined,
  told: Told,
): Promise<Pick<JobSamples, "items" | "next">> {
  let page = await ports.store.listSamplesByPosition(run.id, { cursor, limit: PAGE_ROWS });
  const fitting = countFitting(page.items);
  if (fitting < page.items.length) {
    page = await ports.store.listSamplesByPosition(run.id, { cursor, limit: fitting });
  }
  const responses = await readResponses(ports, run, page.items);
  const items = page.items.map((sample) => ({
    sampleId: sample.id,
    problemKey: sample.problemKey,
    statement: sample.statement,
    index: sample.index,
    source: told.traces ? sample.cluster : null,
    outputHash: sample.outputHash,
    specHash: told.traces ? sample.specHash : "",
    response: responses.get(sample.id) ?? "",
    finish: sample.finish,
    spec: told.gold ? sample.spec : null,
    outcome: told.gold ? sample.outcome : null,
  }));
  return { items, next: page.next };
}

/** How many of the first samples fit a page; one at least. */
export function countFitting(
  samples: readonly Pick<PositionedSample, "byteStart" | "byteEnd" | "objectKey" | "statement">[],
): number {
  let [bytes, objects] = [0, 0];
  for (const [at, sample] of samples.entries()) {
    const last = samples[at - 1];
    if (last?.objectKey !== sample.objectKey) objects += 1;
    // Bytes between two samples of one object are read along with them.
    const from = last?.objectKey === sample.objectKey ? last.byteEnd : sample.byteStart;
    bytes += Math.max(0, sample.byteEnd - from) + sample.statement.length;
    if (at > 0 && (bytes > PAGE_BYTES || objects > PAGE_OBJECTS)) return at;
  }
  return samples.length;
}

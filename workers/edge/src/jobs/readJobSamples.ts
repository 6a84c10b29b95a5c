/**
 * A page of a run's outputs for a runner. Decision: pages are as long as one ranged read of at most 8 MiB allows, so
 * that a page costs one request to the object store whatever the lengths of the responses.
 */
import type { JobSamples, Run } from "@plumbline/contract";
import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { readResponses } from "../runs/readResponses.ts";

const PAGE_ROWS = 500;
const PAGE_BYTES = 8 * 1024 * 1024;

export async function readJobSamples(
  ports: Pick<Ports, "store" | "objects">,
  run: Run,
  cursor: string | undefined,
): Promise<Omit<JobSamples, "policy" | "total">> {
  const { objectKey, objectBytes } = run;
  if (objectKey === null) throw refuse("conflict", "The run has no outputs.");
  let page = await ports.store.listSamplesByPosition(run.id, { cursor, limit: PAGE_ROWS });
  const fitting = countFitting(page.items);
  if (fitting < page.items.length) {
    page = await ports.store.listSamplesByPosition(run.id, { cursor, limit: fitting });
  }
  const responses = await readResponses(ports, { objectKey, objectBytes }, page.items);
  const items = page.items.map(({ id, outputHash, specHash, finish, spec }) => ({
    sampleId: id,
    outputHash,
    specHash,
    response: responses.get(id) ?? "",
    finish,
    spec,
  }));
  return { items, next: page.next };
}

/** How many of the first samples lie within one read; one at least. */
export function countFitting(
  samples: readonly { readonly byteStart: number; readonly byteEnd: number }[],
): number {
  const start = samples[0]?.byteStart ?? 0;
  const beyond = samples.findIndex(({ byteEnd }) => byteEnd - start > PAGE_BYTES);
  return beyond === -1 ? samples.length : Math.max(1, beyond);
}

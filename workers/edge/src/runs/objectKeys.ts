import type { Random } from "../ports.ts";

/** Everything stored for a run is below this prefix. */
export function toObjectPrefix(runId: string): string {
  return `runs/${runId}/`;
}

/** A key of its own for each attempt, so that two uploads at once never write over each other. */
export function makeObjectKey(runId: string, random: Random): string {
  return `${toObjectPrefix(runId)}${random.text(9)}.jsonl`;
}

/** By the batch and by what it holds: two attempts that differ never write over each other, and equal ones may. */
export function toBatchKey(runId: string, jobId: string, batch: number, contentHash: string): string {
  return `${toObjectPrefix(runId)}jobs/${jobId}/${batch}-${contentHash}.jsonl`;
}

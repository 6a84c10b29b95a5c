/**
 * Response texts, read back from where they were stored: the upload, or the batches that a runner sampled. Decision: a
 * response is never stored twice; the sample knows the bytes of its line, and the same reader that graded the line
 * gives the text again. Samples that stand near each other in one object are read with one ranged request.
 */
import type { Sample } from "@plumbline/contract";
import { createLineSplitter, type LineFormat, readLine } from "@plumbline/formats";
import { findFormat, plainFormat } from "../ingest/findFormat.ts";
import type { Ports } from "../ports.ts";

export type PlacedSample = Pick<Sample, "id" | "objectKey" | "byteStart" | "byteEnd" | "item">;
/** The run's upload; null where it has none. */
export interface RunObject {
  readonly objectKey: string | null;
  readonly objectBytes: number;
}

/** The responses by sample id. Neighbours of one object are in order of position; their bytes are read as one range. */
export async function readResponses(
  ports: Pick<Ports, "objects">,
  run: RunObject,
  samples: readonly PlacedSample[],
): Promise<ReadonlyMap<string, string>> {
  const groups = await Promise.all(groupByObject(samples).map((group) => readGroup(ports, run, group)));
  return new Map(groups.flat());
}

function groupByObject(samples: readonly PlacedSample[]): PlacedSample[][] {
  const groups: PlacedSample[][] = [];
  let last: PlacedSample | undefined;
  for (const sample of samples) {
    if (last === undefined || last.objectKey !== sample.objectKey) groups.push([]);
    groups.at(-1)?.push(sample);
    last = sample;
  }
  return groups;
}

async function readGroup(
  { objects }: Pick<Ports, "objects">,
  run: RunObject,
  samples: readonly PlacedSample[],
): Promise<[string, string][]> {
  const [first] = samples;
  const key = first?.objectKey ?? run.objectKey;
  const end = samples.at(-1)?.byteEnd;
  if (first === undefined || end === undefined || key === null) return [];
  const start = first.byteStart;
  const format =
    first.objectKey === null ? await findFormat({ objects }, key, run.objectBytes) : plainFormat();
  const bytes = await objects.read(key, start, end);
  return samples.map((sample) => {
    const line = bytes.subarray(sample.byteStart - start, sample.byteEnd - start);
    return [sample.id, readItem(line, format, sample.item) ?? ""];
  });
}

function readItem(bytes: Uint8Array, format: LineFormat, item: number): string | undefined {
  // Offset 1: a byte order mark is no part of the sample's bytes.
  const splitter = createLineSplitter({ byteOffset: 1 });
  const lines = [...splitter.push(bytes), ...splitter.end()];
  const events = lines.flatMap((line) => readLine(line, format));
  const event = events.find((each) => each.kind === "row" && each.item === item);
  return event?.kind === "row" ? event.row.response : undefined;
}

/**
 * Response texts, read back from the upload. Decision: a response is never stored twice; the sample knows the bytes of
 * its line, and the same reader that graded the line gives the text again. Samples that stand near each other are read
 * with one ranged request.
 */
import type { Sample } from "@plumbline/contract";
import { createLineSplitter, type LineFormat, readLine } from "@plumbline/formats";
import { findFormat } from "../ingest/gradeStep.ts";
import type { Ports } from "../ports.ts";

type Placed = Pick<Sample, "id" | "byteStart" | "byteEnd" | "item">;

/** The responses by sample id. `samples` are in order of position; their bytes are read as one range. */
export async function readResponses(
  { objects }: Pick<Ports, "objects">,
  object: { readonly objectKey: string; readonly objectBytes: number },
  samples: readonly Placed[],
): Promise<ReadonlyMap<string, string>> {
  const start = samples[0]?.byteStart;
  const end = samples.at(-1)?.byteEnd;
  if (start === undefined || end === undefined) return new Map();
  const format = await findFormat({ objects }, object.objectKey, object.objectBytes);
  const bytes = await objects.read(object.objectKey, start, end);
  const found = new Map<string, string>();
  for (const sample of samples) {
    const line = bytes.subarray(sample.byteStart - start, sample.byteEnd - start);
    found.set(sample.id, readItem(line, format, sample.item) ?? "");
  }
  return found;
}

function readItem(bytes: Uint8Array, format: LineFormat, item: number): string | undefined {
  // Offset 1: a byte order mark is no part of the sample's bytes.
  const splitter = createLineSplitter({ byteOffset: 1 });
  const lines = [...splitter.push(bytes), ...splitter.end()];
  const events = lines.flatMap((line) => readLine(line, format));
  const event = events.find((each) => each.kind === "row" && each.item === item);
  return event?.kind === "row" ? event.row.response : undefined;
}

import { LIMITS } from "@plumbline/contract";
import { type LineFormat, lineFormatById } from "@plumbline/formats";
import { Refusal } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { HEAD_BYTES, recogniseHead } from "./recogniseHead.ts";

/** The format by the object's first records: all steps of a run must read it alike. */
export async function findFormat(
  { objects }: Pick<Ports, "objects">,
  objectKey: string,
  objectBytes: number,
): Promise<LineFormat> {
  for (let size = HEAD_BYTES; ; size *= 16) {
    const head = await objects.read(objectKey, 0, Math.min(size, objectBytes));
    const format = recogniseHead(head, size >= objectBytes);
    if (format !== null && !(format instanceof Refusal)) return format;
    if (format instanceof Refusal || size > LIMITS.lineBytes) break;
  }
  // The first lines are no rows (too long, damaged): the plain format says of each line what is wrong with it.
  return plainFormat();
}

/** Interchange rows, one a line: what runners' batches are stored as. */
export function plainFormat(): LineFormat {
  const plain = lineFormatById("plumbline-jsonl");
  if (plain === undefined) throw new Error("the plain format is not listed");
  return plain;
}

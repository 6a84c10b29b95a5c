import { type LineFormat, recogniseFormat } from "@plumbline/formats";
import { type Refusal, refuse } from "../api/refusal.ts";

/** A look at the first records is enough; more is read only where the first line is longer. */
export const HEAD_BYTES: number = 64 * 1024;

/**
 * What an upload is, by its first bytes; `atEnd`: there are no more. A first line longer than all of `head` is taken
 * for a row (null = format not known yet), and grading finds out.
 */
export function recogniseHead(head: Uint8Array, atEnd: boolean): LineFormat | null | Refusal {
  const short = head.length > HEAD_BYTES;
  const glance = recogniseFormat(short ? head.subarray(0, HEAD_BYTES) : head, { atEnd: atEnd && !short });
  const recognition = glance.status === "more" && short ? recogniseFormat(head, { atEnd }) : glance;
  switch (recognition.status) {
    case "recognised":
      return recognition.format;
    case "more":
      return null;
    case "refused": {
      const { code, message, fix } = recognition.refusal;
      return refuse(code === "empty" ? "upload_empty" : "upload_unreadable", message, fix);
    }
  }
}

/**
 * A request body as bytes of text. Decision: gzip is recognised by its first bytes and not only by the header, because
 * people send `rows.jsonl.gz` as it lies on their disk. Faults of the connection and of the packing are told apart: the
 * first may be tried again, the second may not.
 */
import { Refusal, refuse } from "../api/refusal.ts";

export interface BodyHeaders {
  /** Bytes that the sender announced, before unpacking. */
  readonly contentLength: number;
  readonly contentEncoding: string | null;
}

/** The unpacked bytes. Reading throws a `Refusal` where the body is cut off or damaged. */
export async function openBody(
  body: ReadableStream<Uint8Array>,
  { contentLength, contentEncoding }: BodyHeaders,
): Promise<ReadableStream<Uint8Array>> {
  const encoding = contentEncoding?.trim().toLowerCase() ?? "identity";
  if (encoding !== "gzip" && encoding !== "identity") {
    throw refuse(
      "unsupported_media",
      `content-encoding ${encoding} is not taken.`,
      "Send gzip, or no encoding.",
    );
  }
  const reader = body.getReader();
  const first = await readFirst(reader, contentLength);
  const whole = restart(reader, first, contentLength);
  if (first[0] === 0x1f && first[1] === 0x8b) return unpack(whole);
  if (encoding === "identity" || first.length === 0) return whole;
  throw refuse("upload_unreadable", "content-encoding says gzip, and the body is not gzip.");
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function read(reader: Reader): Promise<Uint8Array | null> {
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } catch {
    throw refuse("invalid_request", "The connection broke during the upload.", "Send it again.");
  }
}

/** At least two bytes where there are so many. */
async function readFirst(reader: Reader, contentLength: number): Promise<Uint8Array> {
  let first: Uint8Array = new Uint8Array(0);
  while (first.length < Math.min(2, contentLength)) {
    const next = await read(reader);
    if (next === null) break;
    const joined = new Uint8Array(first.length + next.length);
    joined.set(first);
    joined.set(next, first.length);
    first = joined;
  }
  return first;
}

function restart(reader: Reader, first: Uint8Array, contentLength: number): ReadableStream<Uint8Array> {
  let received = first.length;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (first.length > 0) controller.enqueue(first);
    },
    async pull(controller) {
      const next = await read(reader);
      if (next !== null) {
        received += next.length;
        controller.enqueue(next);
      } else if (received === contentLength) controller.close();
      else {
        const detail = `The upload ended after ${received} of ${contentLength} bytes.`;
        throw refuse("invalid_request", detail, "Send it again.");
      }
    },
    async cancel() {
      await reader.cancel();
    },
  });
}

function unpack(packed: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = packed.pipeThrough(new DecompressionStream("gzip") as GzipTransform).getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        throw refuse("upload_unreadable", "The gzip stream is damaged or cut off.", "Pack the file again.");
      }
    },
    async cancel(reason) {
      await reader.cancel(reason);
    },
  });
}

interface GzipTransform {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

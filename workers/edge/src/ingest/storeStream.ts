/**
 * A stream of unknown length into one object. Decision: parts of 8 MiB, one held at a time, because the length of an
 * unpacked body is not known before its end and memory must not grow with it. What the file is, is decided on the first
 * part, before anything is stored; a refused or broken upload leaves nothing behind.
 */
import { LIMITS } from "@plumbline/contract";
import { Refusal, refuse } from "../api/refusal.ts";
import type { Ports, StoredPart } from "../ports.ts";
import { recogniseHead } from "./recogniseHead.ts";

const PART_BYTES = 8 * 1024 * 1024;

export interface StoredObject {
  readonly objectKey: string;
  readonly objectBytes: number;
  /** SHA-256, hex. */
  readonly contentHash: string;
}

/** Throws a `Refusal` where the stream is empty, unreadable or too long. */
export async function storeStream(
  { objects, hasher }: Pick<Ports, "objects" | "hasher">,
  key: string,
  stream: ReadableStream<Uint8Array>,
): Promise<StoredObject> {
  const hash = hasher.start();
  const buffer = new Uint8Array(PART_BYTES);
  const parts: StoredPart[] = [];
  let uploadId: string | null = null;
  let held = 0;
  let total = 0;

  async function storePart(): Promise<void> {
    if (uploadId === null) {
      assertReadable(buffer.subarray(0, held), false);
      uploadId = await objects.startParts(key);
    }
    parts.push(await objects.putPart(key, uploadId, parts.length + 1, buffer.subarray(0, held)));
    held = 0;
  }

  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      hash.update(value);
      total += value.length;
      assertWithinLimit(total);
      for (let at = 0; at < value.length; ) {
        const taken = Math.min(value.length - at, PART_BYTES - held);
        buffer.set(value.subarray(at, at + taken), held);
        held += taken;
        at += taken;
        if (held === PART_BYTES) await storePart();
      }
    }
    if (uploadId === null) {
      assertReadable(buffer.subarray(0, held), true);
      await objects.put(key, buffer.subarray(0, held));
    } else {
      if (held > 0) await storePart();
      await objects.completeParts(key, uploadId, parts);
    }
  } catch (error) {
    await reader.cancel().catch(() => {});
    // What ended the upload is told, not that its parts stay a while longer.
    if (uploadId !== null) await objects.abortParts(key, uploadId).catch(() => {});
    throw error;
  }
  return { objectKey: key, objectBytes: total, contentHash: hash.digest() };
}

/** Hash, size and format of an object that is stored already, read once in a stream. */
export async function inspectObject(
  { objects, hasher }: Pick<Ports, "objects" | "hasher">,
  key: string,
): Promise<StoredObject> {
  const stream = await objects.stream(key);
  const hash = hasher.start();
  const head = new Uint8Array(PART_BYTES);
  let total = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    hash.update(value);
    if (total < PART_BYTES) head.set(value.subarray(0, PART_BYTES - total), total);
    total += value.length;
  }
  assertReadable(head.subarray(0, Math.min(total, PART_BYTES)), total <= PART_BYTES);
  return { objectKey: key, objectBytes: total, contentHash: hash.digest() };
}

/** SHA-256 of a stream that is not kept. */
export async function hashStream(
  { hasher }: Pick<Ports, "hasher">,
  stream: ReadableStream<Uint8Array>,
): Promise<string> {
  const hash = hasher.start();
  let total = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return hash.digest();
    total += value.length;
    assertWithinLimit(total);
    hash.update(value);
  }
}

function assertReadable(head: Uint8Array, atEnd: boolean): void {
  const format = recogniseHead(head, atEnd);
  if (format instanceof Refusal) throw format;
}

function assertWithinLimit(total: number): void {
  if (total <= LIMITS.uploadBytes) return;
  throw refuse(
    "body_too_large",
    `An upload has at most ${LIMITS.uploadBytes} bytes.`,
    "Split it into several runs.",
  );
}

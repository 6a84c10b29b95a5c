/**
 * An upload in parts, for bodies beyond what one request may carry. Decision: all parts but the last have exactly
 * `LIMITS.partBytes`, because object stores want one size; the whole is hashed and recognised when it is complete, so
 * that it is the same upload as one that came in one request.
 */
import { LIMITS, type Upload } from "@plumbline/contract";
import type { RunSummary } from "@plumbline/storage";
import { Refusal, refuse } from "../api/refusal.ts";
import { makeId } from "../makeId.ts";
import type { Ports } from "../ports.ts";
import { makeObjectKey } from "../runs/objectKeys.ts";
import { type Accepted, acceptUpload, toReplay } from "./acceptUpload.ts";
import { openBody } from "./openBody.ts";
import { readContentLength } from "./receiveUpload.ts";
import { inspectObject } from "./storeStream.ts";

export async function startParts(ports: Ports, { run }: RunSummary): Promise<string> {
  if (run.state !== "awaiting_upload") throw refuse("conflict", "This run has its upload already.");
  const objectKey = makeObjectKey(run.id, ports.random);
  const upload: Upload = {
    id: makeId(ports),
    runId: run.id,
    objectKey,
    objectUpload: await ports.objects.startParts(objectKey),
    parts: [],
    state: "open",
    createdAt: ports.clock.now(),
  };
  await ports.store.insertUpload(upload);
  return upload.id;
}

/** Stores one part and returns its size. Sending a part again replaces it. */
export async function receivePart(
  ports: Ports,
  { run }: RunSummary,
  upload: Upload,
  number: number,
  request: Request,
): Promise<number> {
  if (run.state !== "awaiting_upload") throw refuse("conflict", "This run has its upload already.");
  if (upload.state !== "open") throw refuse("conflict", "This upload is closed.");
  const contentLength = readContentLength(request.headers, LIMITS.partBytes);
  if (contentLength === 0 || request.body === null) throw refuse("upload_empty", "The part has no bytes.");
  const contentEncoding = request.headers.get("content-encoding");
  const packed = contentEncoding !== null && contentEncoding !== "identity";
  const body = packed
    ? await readPacked(await openBody(request.body, { contentLength, contentEncoding }))
    : { stream: request.body, length: contentLength };
  const stored = await ports.objects.putPart(upload.objectKey, upload.objectUpload, number, body);
  await ports.store.addUploadPart(upload.id, { ...stored, bytes: body.length });
  return body.length;
}

export async function completeParts(ports: Ports, summary: RunSummary, upload: Upload): Promise<Accepted> {
  const { store, objects } = ports;
  const { run } = summary;
  if (upload.state === "aborted") throw refuse("conflict", "This upload was refused.", "Start another one.");
  if (upload.state === "complete") return toReplay(run, run.id, run.contentHash ?? "");
  const parts = [...upload.parts].sort((left, right) => left.number - right.number);
  assertWhole(parts);
  await objects.completeParts(upload.objectKey, upload.objectUpload, parts);
  try {
    const object = await inspectObject(ports, upload.objectKey);
    const accepted = await acceptUpload(ports, summary, object);
    await store.closeUpload(upload.id, "complete");
    return accepted;
  } catch (error) {
    if (error instanceof Refusal) {
      await objects.removeAll(upload.objectKey);
      await store.closeUpload(upload.id, "aborted");
    }
    throw error;
  }
}

/** Refuses where a part is missing or has the wrong size. */
export function assertWhole(parts: Upload["parts"]): void {
  if (parts.length === 0) throw refuse("upload_empty", "No part has arrived.");
  let total = 0;
  for (const [index, part] of parts.entries()) {
    total += part.bytes;
    if (part.number !== index + 1) throw refuse("conflict", `Part ${index + 1} is missing.`, "Send it.");
    if (index < parts.length - 1 && part.bytes !== LIMITS.partBytes) {
      throw refuse(
        "conflict",
        `Part ${part.number} has ${part.bytes} bytes; all but the last have ${LIMITS.partBytes}.`,
      );
    }
  }
  if (total > LIMITS.uploadBytes)
    throw refuse("body_too_large", `An upload has at most ${LIMITS.uploadBytes} bytes.`);
}

async function readPacked(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const buffer = new Uint8Array(LIMITS.partBytes);
  let held = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return buffer.subarray(0, held);
    if (held + value.length > buffer.length) {
      await reader.cancel();
      throw refuse("body_too_large", `A part has at most ${LIMITS.partBytes} bytes when it is unpacked.`);
    }
    buffer.set(value, held);
    held += value.length;
  }
}

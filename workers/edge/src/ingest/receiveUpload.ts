/** An upload in one request: body -> object -> grading. */
import { LIMITS } from "@plumbline/contract";
import type { RunSummary } from "@plumbline/storage";
import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { makeObjectKey } from "../runs/objectKeys.ts";
import { type Accepted, acceptUpload, toReplay } from "./acceptUpload.ts";
import { openBody } from "./openBody.ts";
import { hashStream, storeStream } from "./storeStream.ts";

export async function receiveUpload(ports: Ports, summary: RunSummary, request: Request): Promise<Accepted> {
  const contentLength = readContentLength(request.headers);
  if (contentLength === 0 || request.body === null) throw refuse("upload_empty", "The upload has no bytes.");
  const stream = await openBody(request.body, {
    contentLength,
    contentEncoding: request.headers.get("content-encoding"),
  });
  const { run } = summary;
  if (run.state !== "awaiting_upload") return toReplay(run, run.id, await hashStream(ports, stream));
  const object = await storeStream(ports, makeObjectKey(run.id, ports.random), stream);
  return acceptUpload(ports, summary, object);
}

/** The announced size of a body. Refuses where it is missing, not a number or beyond the limit of an upload. */
export function readContentLength(headers: Headers, limit: number = LIMITS.uploadBytes): number {
  const text = headers.get("content-length");
  if (text === null || !/^\d+$/.test(text)) {
    throw refuse("length_required", "An upload needs Content-Length.", "Send a file, or upload in parts.");
  }
  const length = Number(text);
  if (length <= limit) return length;
  throw refuse(
    "body_too_large",
    `${length} bytes are more than the ${limit} that this address takes.`,
    "Upload in parts.",
  );
}

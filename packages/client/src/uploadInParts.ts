/**
 * Uploads of any size. Decision: a small body goes in one request, a larger one in parts, because a production
 * Worker takes at most 100 MB in one request and a lost part costs less than a lost upload. A request that met a
 * broken connection or a failing server is sent again: the same bytes for the same place change nothing.
 */
import { LIMITS, type Uploaded } from "@plumbline/contract";
import { ApiError, type Client } from "./createClient.ts";

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

export interface UploadOptions {
  /** Waits before the second, third ... attempt of a request, in milliseconds; none = one attempt. */
  readonly retryMs?: readonly number[] | undefined;
  readonly sleep?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

const RETRY_MS = [500, 2_000, 6_000];

/** Sends the blob as the run's upload and reports progress after each request. */
export async function uploadInParts(
  client: Pick<Client, "upload" | "startUpload" | "uploadPart" | "completeUpload">,
  runId: string,
  blob: Blob,
  onProgress: (progress: UploadProgress) => void = () => {},
  options: UploadOptions = {},
): Promise<Uploaded> {
  if (blob.size <= LIMITS.partBytes) {
    const uploaded = await persist(() => client.upload(runId, { body: blob, length: blob.size }), options);
    onProgress({ sentBytes: blob.size, totalBytes: blob.size });
    return uploaded;
  }
  const { uploadId, partBytes } = await persist(() => client.startUpload(runId), options);
  for (let start = 0, number = 1; start < blob.size; start += partBytes, number += 1) {
    const part = blob.slice(start, start + partBytes);
    await persist(
      () => client.uploadPart(runId, uploadId, number, { body: part, length: part.size }),
      options,
    );
    onProgress({ sentBytes: start + part.size, totalBytes: blob.size });
  }
  return persist(() => client.completeUpload(runId, uploadId), options);
}

/** One request, again after a break of the network or of the server. */
async function persist<T>(
  request: () => Promise<T>,
  { retryMs = RETRY_MS, sleep = wait }: UploadOptions,
): Promise<T> {
  for (const milliseconds of retryMs) {
    try {
      return await request();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await sleep(milliseconds);
    }
  }
  return request();
}

function isPassing(error: unknown): boolean {
  if (error instanceof ApiError) return error.status >= 500 || error.problem.code === "rate_limited";
  return error instanceof TypeError;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

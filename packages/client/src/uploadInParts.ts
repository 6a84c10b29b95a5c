/**
 * Uploads of any size. Decision: a small body goes in one request, a larger one in parts, because a production
 * Worker takes at most 100 MB in one request and a lost part costs less than a lost upload.
 */
import { LIMITS, type Uploaded } from "@plumbline/contract";
import type { Client } from "./createClient.ts";

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

/** Sends the blob as the run's upload and reports progress after each request. */
export async function uploadInParts(
  client: Client,
  runId: string,
  blob: Blob,
  onProgress: (progress: UploadProgress) => void = () => {},
): Promise<Uploaded> {
  if (blob.size <= LIMITS.partBytes) {
    const uploaded = await client.upload(runId, { body: blob, length: blob.size });
    onProgress({ sentBytes: blob.size, totalBytes: blob.size });
    return uploaded;
  }
  const { uploadId, partBytes } = await client.startUpload(runId);
  for (let start = 0, number = 1; start < blob.size; start += partBytes, number += 1) {
    const part = blob.slice(start, start + partBytes);
    await client.uploadPart(runId, uploadId, number, { body: part, length: part.size });
    onProgress({ sentBytes: start + part.size, totalBytes: blob.size });
  }
  return client.completeUpload(runId, uploadId);
}

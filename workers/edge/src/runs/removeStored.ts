import type { Ports } from "../ports.ts";
import { toObjectPrefix } from "./objectKeys.ts";

/**
 * Removes everything that is stored for a run: parts of uploads that were never completed, and objects. Doing it
 * twice does no harm, so that a caller who met an error may try again.
 */
export async function removeStored(
  { store, objects, logger }: Pick<Ports, "store" | "objects" | "logger">,
  runId: string,
): Promise<void> {
  for (const upload of await store.openUploads(runId)) {
    try {
      await objects.abortParts(upload.objectKey, upload.objectUpload);
      await store.closeUpload(upload.id, "aborted");
    } catch (error) {
      // Completed a moment ago, perhaps: then it is an object, which goes below. Else the bucket drops parts in time.
      logger.error("parts not removed", { runId, uploadId: upload.id, error: String(error) });
    }
  }
  await objects.removeAll(toObjectPrefix(runId));
}

/** Objects in R2. Streams of known length go through without being held; R2 takes no others. */
import type { ObjectStore } from "../ports.ts";

const DELETED_AT_ONCE = 1_000;

export function r2Objects(bucket: R2Bucket): ObjectStore {
  return {
    async put(key, bytes) {
      await bucket.put(key, bytes);
    },
    async startParts(key) {
      return (await bucket.createMultipartUpload(key)).uploadId;
    },
    async putPart(key, uploadId, number, body) {
      const upload = bucket.resumeMultipartUpload(key, uploadId);
      if (body instanceof Uint8Array) return toPart(await upload.uploadPart(number, body));
      const { readable, writable } = new FixedLengthStream(body.length);
      const [part] = await Promise.all([upload.uploadPart(number, readable), body.stream.pipeTo(writable)]);
      return toPart(part);
    },
    async completeParts(key, uploadId, parts) {
      try {
        const uploaded = parts.map(({ number, etag }) => ({ partNumber: number, etag }));
        await bucket.resumeMultipartUpload(key, uploadId).complete(uploaded);
      } catch (error) {
        // A crash may have come between this and the next step; then the object is there.
        if ((await bucket.head(key)) === null) throw error;
      }
    },
    async abortParts(key, uploadId) {
      await bucket.resumeMultipartUpload(key, uploadId).abort();
    },
    async read(key, start, end) {
      if (end <= start) return new Uint8Array(0);
      const object = await bucket.get(key, { range: { offset: start, length: end - start } });
      if (object === null) throw new Error(`object ${key} is gone`);
      return new Uint8Array(await object.arrayBuffer());
    },
    async stream(key) {
      const object = await bucket.get(key);
      if (object === null) throw new Error(`object ${key} is gone`);
      return object.body;
    },
    async removeAll(prefix) {
      for (;;) {
        const { objects } = await bucket.list({ prefix, limit: DELETED_AT_ONCE });
        if (objects.length === 0) return;
        await bucket.delete(objects.map(({ key }) => key));
      }
    },
  };
}

function toPart({ partNumber, etag }: R2UploadedPart): { number: number; etag: string } {
  return { number: partNumber, etag };
}

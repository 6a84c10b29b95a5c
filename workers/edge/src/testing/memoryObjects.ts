import type { ObjectStore } from "../ports.ts";

/** Objects in memory, with the rules of a real store: parts of one size, of 5 MiB or more, and reads by range. */
export function memoryObjects(): ObjectStore & {
  readonly keys: () => string[];
  /** Uploads in parts that were neither completed nor aborted. */
  readonly openUploads: () => number;
} {
  const objects = new Map<string, Uint8Array>();
  const uploads = new Map<string, Map<number, Uint8Array>>();
  const get = (key: string): Uint8Array => {
    const bytes = objects.get(key);
    if (bytes === undefined) throw new Error(`object ${key} is gone`);
    return bytes;
  };
  return {
    keys: () => [...objects.keys()],
    openUploads: () => uploads.size,
    async put(key, bytes) {
      objects.set(key, bytes.slice());
    },
    async startParts(key) {
      const id = `${key}#${uploads.size + objects.size}`;
      uploads.set(id, new Map());
      return id;
    },
    async putPart(_key, uploadId, number, body) {
      const bytes = body instanceof Uint8Array ? body.slice() : await readAll(body.stream);
      uploads.get(uploadId)?.set(number, bytes);
      return { number, etag: `etag-${number}` };
    },
    async completeParts(key, uploadId, parts) {
      const held = uploads.get(uploadId);
      if (held === undefined && objects.has(key)) return;
      if (held === undefined) throw new Error("no such upload");
      const pieces = parts.map(({ number }) => held.get(number) ?? new Uint8Array(0));
      if (pieces.slice(0, -1).some((piece) => piece.length < 5 * 2 ** 20))
        throw new Error("a part is too small");
      objects.set(key, join(pieces));
      uploads.delete(uploadId);
    },
    async abortParts(_key, uploadId) {
      uploads.delete(uploadId);
    },
    async read(key, start, end) {
      return get(key).slice(start, end);
    },
    async stream(key) {
      return new Blob([get(key) as Uint8Array<ArrayBuffer>]).stream();
    },
    async removeAll(prefix) {
      for (const key of objects.keys()) if (key.startsWith(prefix)) objects.delete(key);
    },
  };
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

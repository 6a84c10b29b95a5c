/** Bodies as they come from networks and disks. */
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openBody } from "./openBody.ts";

const text = '{"response":"1"}\n'.repeat(1_000);

/** The bytes in pieces of `size`. */
function inPieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

async function read(bytes: Uint8Array, contentEncoding: string | null, size = 700, announced = bytes.length) {
  const body = await openBody(inPieces(bytes, size), { contentLength: announced, contentEncoding });
  return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}

test.each([1, 2, 3, 700, 1_000_000])(
  "plain and packed bodies read alike in pieces of %i bytes",
  async (size) => {
    const packed = gzipSync(text);
    expect(await read(Buffer.from(text), null, size)).toBe(text);
    expect(await read(packed, "gzip", size)).toBe(text);
    expect(await read(packed, null, size)).toBe(text);
  },
);

test.each<[string, () => Promise<string>, string]>([
  [
    "a damaged gzip stream",
    () => read(Buffer.concat([gzipSync(text).subarray(0, 40), Buffer.alloc(40, 7)]), "gzip"),
    "upload_unreadable",
  ],
  ["a gzip stream that ends early", () => read(gzipSync(text).subarray(0, 60), "gzip"), "upload_unreadable"],
  ["a body that is not what its header says", () => read(Buffer.from(text), "gzip"), "upload_unreadable"],
  ["an encoding that we do not read", () => read(Buffer.from(text), "br"), "unsupported_media"],
  [
    "a body shorter than announced",
    () => read(Buffer.from(text), null, 700, text.length + 1),
    "invalid_request",
  ],
])("%s is refused by name", async (_, reading, code) => {
  await expect(reading()).rejects.toMatchObject({ code });
});

import { emptyCounts, LIMITS, type Uploaded } from "@plumbline/contract";
import { describe, expect, test } from "vitest";
import { ApiError } from "./createClient.ts";
import { uploadInParts } from "./uploadInParts.ts";

const uploaded = { run: { id: "r", counts: emptyCounts() }, replayed: false } as unknown as Uploaded;
const refusal = (status: number, code: "internal" | "upload_unreadable") =>
  new ApiError({ type: "t", title: "t", status, code, detail: "d" });

/** A server that fails as told before it takes anything. */
function server(failures: Error[]) {
  const parts: [number, number][] = [];
  const waits: number[] = [];
  const fail = () => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
  };
  return {
    parts,
    waits,
    client: {
      upload: async (_: string, { length }: { length: number }) => {
        fail();
        parts.push([0, length]);
        return uploaded;
      },
      startUpload: async () => ({ uploadId: "u", partBytes: LIMITS.partBytes }),
      uploadPart: async (_: string, __: string, number: number, { length }: { length: number }) => {
        fail();
        parts.push([number, length]);
        return { number, bytes: length };
      },
      completeUpload: async () => uploaded,
    },
    options: { sleep: async (milliseconds: number) => waits.push(milliseconds) },
  };
}

describe("an upload", () => {
  test("goes in one request while it is small", async () => {
    const { client, parts, options } = server([]);
    await uploadInParts(client, "r", new Blob(["x".repeat(10)]), () => {}, options);
    expect(parts).toEqual([[0, 10]]);
  });

  test("goes in parts when it is large, with progress after each", async () => {
    const { client, parts, options } = server([]);
    const size = LIMITS.partBytes * 2 + 5;
    const progress: number[] = [];
    await uploadInParts(
      client,
      "r",
      new Blob([new Uint8Array(size)]),
      ({ sentBytes }) => progress.push(sentBytes),
      options,
    );
    expect(parts).toEqual([
      [1, LIMITS.partBytes],
      [2, LIMITS.partBytes],
      [3, 5],
    ]);
    expect(progress).toEqual([LIMITS.partBytes, LIMITS.partBytes * 2, size]);
  });

  test("asks again for the end of an upload in parts, whose reply was lost", async () => {
    const { client, waits, options } = server([]);
    const lost = [new TypeError("fetch failed")];
    const completeUpload = async () => {
      const failure = lost.shift();
      if (failure !== undefined) throw failure;
      return uploaded;
    };
    const blob = new Blob([new Uint8Array(LIMITS.partBytes + 1)]);
    expect(await uploadInParts({ ...client, completeUpload }, "r", blob, () => {}, options)).toBe(uploaded);
    expect(waits).toEqual([500]);
  });

  test("sends a part again after a break, with growing waits", async () => {
    const { client, parts, waits, options } = server([
      new TypeError("fetch failed"),
      refusal(502, "internal"),
    ]);
    await uploadInParts(client, "r", new Blob(["x"]), () => {}, options);
    expect({ parts, waits }).toEqual({ parts: [[0, 1]], waits: [500, 2_000] });
  });

  test("is not sent again where the server refuses its content, nor for ever", async () => {
    const refused = server([refusal(422, "upload_unreadable")]);
    await expect(
      uploadInParts(refused.client, "r", new Blob(["x"]), () => {}, refused.options),
    ).rejects.toThrow();
    const gone = server(Array.from({ length: 9 }, () => new TypeError("fetch failed")));
    await expect(uploadInParts(gone.client, "r", new Blob(["x"]), () => {}, gone.options)).rejects.toThrow();
    expect([refused.waits.length, gone.waits.length]).toEqual([0, 3]);
  });
});

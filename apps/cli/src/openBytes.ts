/**
 * A file, or standard input for `-`, as a stream of bytes.
 * Decision: gzip and zstd are unpacked on the way, told by their first bytes and not by the name.
 */
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { CommandFailure } from "./failure.ts";
import type { Surroundings } from "./surroundings.ts";

export interface OpenedBytes {
  /** For reports: the file's name without its folder. */
  readonly name: string;
  /** As stored, packed or not; null where it is not known. */
  readonly size: number | null;
  readonly packed: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes of `size` read so far. */
  position(): number;
}

const READ_BYTES = 256 * 1024;

export async function openBytes(path: string, surroundings: Surroundings): Promise<OpenedBytes> {
  if (path === "-") return openInput(surroundings);
  const size = await sizeOf(path);
  const file = createReadStream(path, { highWaterMark: READ_BYTES });
  const unpack = await unpackerOf(path);
  return {
    name: basename(path),
    size,
    packed: unpack !== null,
    chunks:
      unpack === null
        ? file
        : unpacked(file.on("error", (error) => unpack.destroy(error)).pipe(unpack), path),
    position: () => file.bytesRead,
  };
}

function openInput(surroundings: Surroundings): OpenedBytes {
  if (surroundings.inputIsTerminal) {
    throw new CommandFailure(
      2,
      "no_input",
      "Standard input is the keyboard.",
      "Pipe a file in: cat rows.jsonl | plumb ...",
    );
  }
  return {
    name: "standard input",
    size: null,
    packed: false,
    chunks: surroundings.input(),
    position: () => 0,
  };
}

/** Size of a regular file; a missing file, a folder and a forbidden one are named. */
export async function sizeOf(path: string): Promise<number> {
  let found: Awaited<ReturnType<typeof stat>>;
  try {
    found = await stat(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new CommandFailure(2, "file_missing", `There is no file ${path}.`, "Check the path.");
    }
    throw error;
  }
  if (found.isDirectory()) {
    throw new CommandFailure(
      2,
      "folder",
      `${path} is a folder.`,
      `Name its files: ${path.replace(/\/$/, "")}/*.jsonl`,
    );
  }
  return found.size;
}

async function unpackerOf(path: string): Promise<Transform | null> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) return createGunzip({ chunkSize: READ_BYTES });
    if (buffer.readUInt32LE(0) === 0xfd2fb528) return createZstdDecompress({ chunkSize: READ_BYTES });
    return null;
  } finally {
    await file.close();
  }
}

async function* unpacked(stream: Transform, path: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* stream;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(
      2,
      "damaged_archive",
      `${path} cannot be unpacked: ${reason}.`,
      "Is the file complete?",
    );
  }
}

/**
 * The CUDA provider of the installed onnxruntime: its files, and the CUDA that it was built for.
 *
 * Decision: the CUDA major is read off the file itself (the shared libraries that it names), because builds of one version
 * differ: of 1.30.0 the Python wheel's wants CUDA 13, while the Node package's installer speaks of CUDA 12.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface CudaProvider {
  /** Of the installed onnxruntime-node; the provider's files must be of the same version. */
  readonly version: string;
  /** Where the binding and so the provider's files lie. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly isInstalled: boolean;
  /** Null where it is not installed. */
  readonly needed: readonly string[] | null;
  /** Null where it is not installed or names no CUDA runtime. */
  readonly cudaMajor: number | null;
}

const FILES = ["libonnxruntime_providers_shared.so", "libonnxruntime_providers_cuda.so"];

/** @example describeCudaProvider().cudaMajor === 13 */
export function describeCudaProvider(): CudaProvider {
  const main = createRequire(import.meta.url).resolve("onnxruntime-node");
  const root = join(dirname(main), "..");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const folder = join(root, "bin", "napi-v6", process.platform, process.arch);
  const isInstalled = FILES.every((file) => existsSync(join(folder, file)));
  const needed = isInstalled ? readNeededLibraries(join(folder, "libonnxruntime_providers_cuda.so")) : null;
  const runtime = needed?.map((library) => /^libcudart\.so\.(\d+)/.exec(library)?.[1]).find(Boolean);
  return {
    version,
    folder,
    files: FILES,
    isInstalled,
    needed,
    cudaMajor: runtime === undefined ? null : Number(runtime),
  };
}

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DT_NEEDED = 1n;
const DT_STRTAB = 5n;

/**
 * The shared libraries that a 64-bit little-endian ELF file names (its DT_NEEDED entries), as `readelf -d` shows them.
 * Empty for files that are none. Reads a few pages, not the whole file.
 */
export function readNeededLibraries(file: string): string[] {
  const descriptor = openSync(file, "r");
  const read = (at: number, length: number): Buffer => {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, at));
  };
  try {
    const header = read(0, 64);
    if (header.length < 64 || header.readUInt32BE(0) !== 0x7f454c46 || header[4] !== 2 || header[5] !== 1)
      return [];
    const segments = readSegments(header, read);
    const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
    if (dynamic === undefined) return [];
    const entries = read(dynamic.offset, dynamic.size);
    const needed: number[] = [];
    let strings = 0;
    for (let at = 0; at + 16 <= entries.length; at += 16) {
      const tag = entries.readBigInt64LE(at);
      const value = Number(entries.readBigUInt64LE(at + 8));
      if (tag === DT_NEEDED) needed.push(value);
      if (tag === DT_STRTAB) strings = value;
    }
    const home = segments.find(
      ({ type, address, size }) => type === PT_LOAD && strings >= address && strings < address + size,
    );
    if (home === undefined) return [];
    const table = home.offset + strings - home.address;
    return needed.map(
      (at) =>
        read(table + at, 256)
          .toString("latin1")
          .split("\0", 1)[0] ?? "",
    );
  } finally {
    closeSync(descriptor);
  }
}

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

function readSegments(header: Buffer, read: (at: number, length: number) => Buffer): Segment[] {
  const start = Number(header.readBigUInt64LE(32));
  const size = header.readUInt16LE(54);
  return Array.from({ length: header.readUInt16LE(56) }, (_, index) => {
    const entry = read(start + index * size, size);
    return {
      type: entry.readUInt32LE(0),
      offset: Number(entry.readBigUInt64LE(8)),
      address: Number(entry.readBigUInt64LE(16)),
      size: Number(entry.readBigUInt64LE(32)),
    };
  });
}

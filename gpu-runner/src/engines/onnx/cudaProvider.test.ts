import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeCudaProvider, readNeededLibraries } from "./cudaProvider.ts";

describe("the CUDA provider", () => {
  it("is described with the version it must have", () => {
    const { version, files, isInstalled, cudaMajor } = describeCudaProvider();
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(files).toContain("libonnxruntime_providers_cuda.so");
    expect(cudaMajor === null).toBe(!isInstalled);
  });

  it("libraries that a file needs are read off the file", () => {
    const { folder } = describeCudaProvider();
    const binding = readdirSync(folder).find((file) => file.endsWith(".node")) ?? "";
    const needed = readNeededLibraries(join(folder, binding));
    // Mach-O and PE files name theirs in other ways.
    if (process.platform === "linux") expect(needed).toContain("libonnxruntime.so.1");
    else expect(needed).toEqual([]);
  });

  it.each([
    ["no ELF", "#!/bin/sh\n".repeat(20)],
    ["shorter than a header", "\x7fELF"],
  ])("a file that is %s needs none", (_, content) => {
    const folder = mkdtempSync(join(tmpdir(), "plumbline-elf-"));
    writeFileSync(join(folder, "file"), content);
    expect(readNeededLibraries(join(folder, "file"))).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

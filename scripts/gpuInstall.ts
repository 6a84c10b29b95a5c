/**
 * `npm run gpu:install`: fetches the CUDA provider of the installed onnxruntime, and says which CUDA it needs and
 * whether it works here. `-- --from FOLDER` takes the files from a folder instead (a machine without network).
 *
 * Decision: the provider must be of exactly the installed version, so it comes from where its makers publish it: first by
 * onnxruntime-node's own install script (which fetches it from NuGet), else out of the Python wheel onnxruntime-gpu of
 * the same version, by pip. npm never does this by itself: most machines have no GPU, and the files are 270 MB.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { EngineError } from "../gpu-runner/src/engines/engine.ts";
import { describeCudaProvider } from "../gpu-runner/src/engines/onnx/cudaProvider.ts";
import { openProvider } from "../gpu-runner/src/engines/onnx/openProvider.ts";

const { values } = parseArgs({
  options: { from: { type: "string" }, again: { type: "boolean", default: false } },
});
const before = describeCudaProvider();

/** Ends with a sentence a person can act on. */
function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}

console.log(`onnxruntime-node ${before.version} on ${process.platform}/${process.arch}`);
if (process.platform !== "linux" || process.arch !== "x64")
  refuse(
    "The CUDA provider of onnxruntime-node exists for Linux on x64 only. Here the runner has the CPU and, where a driver is there, WebGPU (provider webgpu).",
  );
if (before.isInstalled && !values.again && values.from === undefined)
  console.log("The CUDA provider is installed already (--again fetches it once more).");
else if (values.from !== undefined) copyProvider(values.from);
else if (!installByOwnScript() && !installByPip())
  refuse(
    [
      "The CUDA provider could not be fetched. On a machine with network:",
      `  pip install --no-deps --target onnxruntime-gpu onnxruntime-gpu==${before.version}`,
      "then bring the folder onnxruntime-gpu/onnxruntime/capi here and run:",
      "  npm run gpu:install -- --from FOLDER",
    ].join("\n"),
  );
await report();

/** onnxruntime-node's own script; without its flag it does nothing in an installed package. */
function installByOwnScript(): boolean {
  const root = join(before.folder, "..", "..", "..", "..");
  console.log("Running onnxruntime-node's install script ...");
  const { status, stderr } = spawnSync(process.execPath, [join(root, "script", "install.js")], {
    cwd: root,
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: "cuda12" },
    stdio: ["ignore", "inherit", "pipe"],
    encoding: "utf8",
  });
  if (status === 0 && describeCudaProvider().isInstalled) return true;
  console.log(`  it failed: ${lastError(stderr)}`);
  return false;
}

function installByPip(): boolean {
  const wheel = `onnxruntime-gpu==${before.version}`;
  console.log(`Taking it out of the Python wheel ${wheel} ...`);
  const folder = mkdtempSync(join(tmpdir(), "plumbline-cuda-"));
  try {
    // Any Python's wheel has the same provider in it, whatever Python is here.
    const which = ["--only-binary=:all:", "--python-version", "3.12", "--platform", "manylinux_2_28_x86_64"];
    const args = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, ...which, wheel];
    const { status, stderr, error } = spawnSync("python3", args, { encoding: "utf8" });
    if (status !== 0) {
      console.log(`  it failed: ${error?.message ?? lastError(stderr)}`);
      return false;
    }
    copyProvider(join(folder, "onnxruntime", "capi"));
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyProvider(from: string): void {
  const absent = before.files.filter((file) => !existsSync(join(from, file)));
  if (absent.length > 0) refuse(`${from} has no ${absent.join(" and no ")}.`);
  for (const file of before.files) copyFileSync(join(from, file), join(before.folder, file));
}

/** What is installed now, what it needs, what is missing, and whether it computes. */
async function report(): Promise<void> {
  const { needed, cudaMajor, files, folder } = describeCudaProvider();
  console.log(`Installed: ${files.join(", ")}`);
  console.log(`It needs CUDA ${cudaMajor} (${needed?.filter((library) => /cu/.test(library)).join(", ")}).`);
  const absent = missingLibraries(join(folder, "libonnxruntime_providers_cuda.so"));
  if (absent.includes("libcuda.so.1"))
    console.log(
      "libcuda.so.1 is missing: this machine has no NVIDIA driver, or a container does not see it.",
    );
  const runtime = absent.filter((library) => library !== "libcuda.so.1");
  if (runtime.length > 0)
    console.log(
      `Missing: ${runtime.join(", ")}. Install the CUDA ${cudaMajor} runtime (NVIDIA's packages, or pip install "onnxruntime-gpu[cuda]==${before.version}") and put its folders on LD_LIBRARY_PATH.`,
    );
  try {
    await openProvider("cuda");
    console.log("CUDA works here.");
    process.exit(0);
  } catch (error) {
    refuse(error instanceof EngineError ? `${error.message}\n${error.fix}` : String(error));
  }
}

/** By the dynamic loader's own search. */
function missingLibraries(file: string): string[] {
  const { stdout } = spawnSync("ldd", [file], { encoding: "utf8" });
  return [...(stdout ?? "").matchAll(/^\s*(\S+) => not found/gm)].map(([, library = ""]) => library);
}

function lastError(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return lines.find((line) => /error/i.test(line))?.trim() ?? lines.at(-1)?.trim() ?? "no reason given";
}

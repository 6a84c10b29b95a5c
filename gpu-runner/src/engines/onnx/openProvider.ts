/**
 * Which execution provider runs the graphs.
 *
 * Decision: a provider counts as there when it has added two numbers. onnxruntime's own list of backends is made at
 * compile time and names CUDA on every Linux, and a session with a missing provider throws. `auto` takes CUDA where it
 * works and the CPU elsewhere; WebGPU (Vulkan, Metal, Direct3D) runs only where asked for by name, because on many
 * servers it ends on a software renderer. A provider that was asked for by name and is missing is an error, never silently the CPU.
 */
import { Tensor } from "onnxruntime-node";
import { EngineError } from "../engine.ts";
import { describeCudaProvider } from "./cudaProvider.ts";
import { openGraphSession } from "./graphSession.ts";
import type { Provider } from "./protocol.ts";

/** An ONNX model (opset 13) of one node: y = x + x, one float. */
const PROBE = Buffer.from(
  "CAg6OQoOCgF4CgF4EgF5IgNBZGQSBXByb2JlWg8KAXgSCgoICAESBAoCCAFiDwoBeRIKCggIARIECgIIAUIECgAQDQ==",
  "base64",
);

/** Throws `EngineError` `provider_unavailable`, with the provider's own words and the fix. */
export async function openProvider(wanted: Provider | "auto"): Promise<Provider> {
  if (wanted !== "auto") {
    const reason = await probe(wanted);
    if (reason === null) return wanted;
    throw unavailable(wanted, reason);
  }
  return process.platform === "linux" && (await probe("cuda")) === null ? "cuda" : "cpu";
}

/** Null where it works, else why not. */
async function probe(provider: Provider): Promise<string | null> {
  try {
    const session = await openGraphSession(PROBE, provider, 1);
    const { y } = await session.run({ x: new Tensor("float32", Float32Array.of(21), [1]) });
    await session.release();
    return y?.data[0] === 42 ? null : `it adds 21 and 21 to ${y?.data[0]}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function unavailable(provider: Provider, reason: string): EngineError {
  return new EngineError(
    "provider_unavailable",
    `The execution provider ${provider} does not work on this machine: ${reason.trim()}`,
    { fix: FIXES[provider](), retry: false },
  );
}

const FIXES: Readonly<Record<Provider, () => string>> = {
  cuda: () => {
    const { isInstalled, cudaMajor, version } = describeCudaProvider();
    if (!isInstalled)
      return `Run \`npm run gpu:install\` on this machine (Linux on x64 with an NVIDIA driver): it fetches the CUDA provider of onnxruntime ${version} and says which CUDA major it needs. Or choose the provider cpu.`;
    return `The installed CUDA provider of onnxruntime ${version} needs CUDA ${cudaMajor}: install its runtime libraries and a driver that has it, and put them on LD_LIBRARY_PATH; \`npm run gpu:install\` says what is missing. Or choose the provider cpu.`;
  },
  webgpu: () =>
    "Install a Vulkan loader and driver (libvulkan1 and the GPU's driver on Linux); a virtual machine without a GPU has none. Or choose the provider cpu.",
  cpu: () =>
    "Install the dependencies again (npm ci): onnxruntime-node's library for this platform is missing.",
};

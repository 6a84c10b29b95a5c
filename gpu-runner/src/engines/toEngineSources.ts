/** The models that a runner was told of, as engines to be made when they are needed. */
import type { Metrics } from "../metrics/metrics.ts";
import type { Config } from "../readConfig.ts";
import type { EngineSource } from "./engineRegistry.ts";
import { createOnnxEngine } from "./onnx/createOnnxEngine.ts";
import { createMeter } from "./openai/createMeter.ts";
import { createOpenaiEngine, type OpenaiWorld } from "./openai/createOpenaiEngine.ts";

export function toEngineSources(
  { models, provider, threads, remote }: Pick<Config, "models" | "provider" | "threads" | "remote">,
  world: OpenaiWorld & { readonly metrics: Metrics },
): EngineSource[] {
  const { log, now, metrics } = world;
  const local = models.map(({ name, folder }) => ({
    name,
    create: () =>
      createOnnxEngine({
        folder,
        name,
        provider,
        threads,
        log,
        now,
        observe: (report) => metrics.computed(name, report),
      }),
  }));
  if (remote === undefined) return local;
  const { url, names, keyVariable, concurrency, prices, budget } = remote;
  // One for all models of this runner and for its whole life, also when an engine has to be made again.
  const meter = createMeter({ dollars: budget }, prices ?? null);
  return [
    ...local,
    ...names.map((name) => ({
      name,
      create: () => createOpenaiEngine({ url, model: name, keyVariable, concurrency, meter }, world),
    })),
  ];
}

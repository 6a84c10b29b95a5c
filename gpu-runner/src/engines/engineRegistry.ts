/**
 * The models of this runner, by the name that jobs use.
 * Decision: an engine is made when a job first asks for it and then shared by all leases, so that a runner starts at
 * once and batches are full. One that could not be made is tried anew for the next job: the fault may be mended by then.
 * An engine that has died mends itself.
 */
import { type Engine, EngineError } from "./engine.ts";

export interface EngineSource {
  readonly name: string;
  create(): Promise<Engine>;
}

export interface EngineRegistry {
  readonly names: readonly string[];
  /** Rejects with an `EngineError`. */
  get(name: string): Promise<Engine>;
  close(): Promise<void>;
}

export function createEngineRegistry(sources: readonly EngineSource[]): EngineRegistry {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const making = new Map<string, Promise<Engine>>();
  const made = new Map<string, Engine>();

  async function make(source: EngineSource): Promise<Engine> {
    try {
      const engine = await source.create();
      made.set(source.name, engine);
      return engine;
    } catch (error) {
      making.delete(source.name);
      throw error;
    }
  }
  return {
    names: [...byName.keys()],
    async get(name) {
      const source = byName.get(name);
      if (source === undefined) throw unknownModel(name, [...byName.keys()]);
      const known = making.get(name) ?? make(source);
      making.set(name, known);
      return known;
    },
    async close() {
      const engines = [...made.values()];
      making.clear();
      made.clear();
      await Promise.allSettled(engines.map((engine) => engine.close()));
    },
  };
}

function unknownModel(name: string, names: readonly string[]): EngineError {
  const has = names.length === 0 ? "none" : names.join(", ");
  return new EngineError("model_file_missing", `This runner has no model ${name}; it has ${has}.`, {
    fix: `Start a runner with --model ${name}=FOLDER, or with --openai URL --openai-model ${name}.`,
    retry: true,
  });
}

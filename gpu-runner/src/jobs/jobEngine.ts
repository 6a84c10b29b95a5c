/**
 * An engine as jobs use it.
 * Decision: a prompt that does not fit into the model's context is a fact about that one request, not a failure of the
 * job: it comes back as an empty generation marked `tooLong`, so that one long solution among ten thousand is one
 * abstention or one truncated sample. An engine refuses a call as a whole, so the call is halved until the requests
 * that do not fit stand alone.
 */
import {
  type Engine,
  EngineError,
  type Generation,
  type GenerationRequest,
  type ModelFacts,
} from "../engines/engine.ts";
import type { World } from "../world.ts";

/** What tokens are spent on, for metrics. */
export type Skill = "solve" | "verify";

export interface Drawn extends Generation {
  /** The prompt did not fit into the model's context: nothing was generated. */
  readonly tooLong: boolean;
}

export interface JobEngine {
  readonly facts: ModelFacts;
  readonly batchPlan: Readonly<Record<string, unknown>>;
  /** One generation per request, in their order. Rejects with an `EngineError` or with the signal's reason. */
  draw(requests: readonly GenerationRequest[], skill: Skill, signal: AbortSignal): Promise<readonly Drawn[]>;
}

/**
 * A model and its weights, short enough to be shown beside every vote.
 * @example toShortName({ name: "nano", revision: "sha256-aa1afd7e2440404a" }) // "nano@aa1afd7e2440"
 */
export function toShortName({ name, revision }: Pick<ModelFacts, "name" | "revision">): string {
  return `${name.slice(0, 150)}@${revision.replace(/^sha256-/u, "").slice(0, 12)}`;
}

/** The model's engine, made where it is not there yet. Rejects with an `EngineError`. */
export async function openEngine(
  model: string,
  { engines, metrics, now }: Pick<World, "engines" | "metrics" | "now">,
): Promise<JobEngine> {
  const engine = await engines.get(model);
  return {
    facts: engine.facts,
    batchPlan: engine.batchPlan,
    async draw(requests, skill, signal) {
      const answered = metrics.asked(model, skill, requests.length);
      try {
        const drawn = await drawAll(engine, requests, signal);
        const tokens = drawn.reduce((sum, { tokensOut }) => sum + tokensOut, 0);
        metrics.generated(model, skill, requests.length, tokens, now());
        return drawn;
      } finally {
        answered();
      }
    },
  };
}

export async function drawAll(
  engine: Engine,
  requests: readonly GenerationRequest[],
  signal: AbortSignal,
): Promise<readonly Drawn[]> {
  if (requests.length === 0) return [];
  try {
    const generations = await engine.generate(requests, { signal });
    return generations.map((generation) => ({ ...generation, tooLong: false }));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof EngineError) || error.kind !== "context_too_long") throw error;
    if (requests.length === 1) return [NOTHING];
    const half = requests.length >> 1;
    const first = await drawAll(engine, requests.slice(0, half), signal);
    return [...first, ...(await drawAll(engine, requests.slice(half), signal))];
  }
}

const NOTHING: Drawn = {
  text: "",
  tokensIn: 0,
  tokensOut: 0,
  finish: "length",
  logProbability: null,
  tokens: null,
  latencyMs: 0,
  cost: null,
  tooLong: true,
};

/** What the server says about its models. Not every server lists them; one that does not is taken as it is. */
import type { OpenAI } from "openai";
import { z } from "zod";
import { badReply, type Place, timedOut, toAttemptFailure } from "./attemptFailure.ts";

export interface ServedModel {
  readonly revision: string;
  readonly contextLength: number | null;
  /** Every name that the server lists; null where it lists none. */
  readonly offered: readonly string[] | null;
}

const modelsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      /** vLLM, SGLang and `plumb serve-model`: path or revision of the weights, and the context. */
      root: z.string().nullish(),
      max_model_len: z.number().int().positive().nullish(),
    }),
  ),
});

/** Rejects with an `AttemptFailure`, or with the signal's reason. */
export async function readServedModel(
  client: OpenAI,
  model: string,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
  place: Place,
): Promise<ServedModel> {
  const late = AbortSignal.timeout(timeoutMs);
  let reply: unknown;
  try {
    // Not `client.models.list()`: it takes any page without `data` for an empty list.
    reply = await client.get("/models", { signal: AbortSignal.any([signal, late]) });
  } catch (thrown) {
    signal.throwIfAborted();
    if (late.aborted) throw timedOut(place.server, timeoutMs);
    const failure = toAttemptFailure(thrown, place);
    const unlisted = failure.refusal !== null && [404, 405, 501].includes(failure.refusal.status);
    if (unlisted) return { revision: model, contextLength: null, offered: null };
    throw failure;
  }
  const models = modelsSchema.safeParse(reply);
  if (!models.success)
    throw badReply(`${place.server} answers /v1/models with something that is no list of models.`, false);
  const served = models.data.data.find(({ id }) => id === model);
  return {
    revision: served?.root ?? model,
    contextLength: served?.max_model_len ?? null,
    offered: models.data.data.map(({ id }) => id),
  };
}

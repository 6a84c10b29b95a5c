/**
 * An OpenAI-compatible server over one engine: chat completions, models, health.
 * Decision: a pure function from an engine to a Hono app, so that judges, verifiers and tests meet a real model server
 * without a process; the process is serveModel.ts. More samples in flight than allowed get 429 with a `Retry-After`
 * instead of a place in an endless queue.
 */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { timingSafeEqual } from "hono/utils/buffer";
import type { Engine } from "../engines/engine.ts";
import type { Log } from "../world.ts";
import { ApiError, toApiError } from "./apiError.ts";
import { type ReplyHead, toCompletion } from "./completionReply.ts";
import { type CompletionRequest, readCompletionRequest } from "./completionRequest.ts";
import { streamCompletion } from "./streamCompletion.ts";

export interface ServerOptions {
  /** What clients call the model. */
  readonly name: string;
  /** Wanted as bearer token; null = nobody is asked. */
  readonly apiKey: string | null;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
  /** 0 to 2^32 - 1. */
  readonly randomSeed: () => number;
  readonly randomId: () => string;
  /** 1,024 */
  readonly maxSamplesInFlight?: number | undefined;
}

const MAX_BODY_BYTES = 8 * 1_024 * 1_024;

/**
 * @example
 * const app = createServer(engine, { name: "nano", apiKey: null, log, wallClock: Date.now, randomSeed, randomId });
 * await app.request("/v1/models");
 */
export function createServer(engine: Engine, options: ServerOptions): Hono {
  const { name, apiKey, log, maxSamplesInFlight = 1_024 } = options;
  const started = toSeconds(options.wallClock());
  const { facts } = engine;
  const model = {
    id: name,
    object: "model",
    created: started,
    owned_by: "plumbline",
    // vLLM's fields: what the weights are, and how much fits.
    root: facts.revision,
    max_model_len: facts.contextLength,
  };
  let inFlight = 0;

  const take = ({ generations }: CompletionRequest): (() => void) => {
    if (inFlight > 0 && inFlight + generations.length > maxSamplesInFlight) {
      const words = `${inFlight} samples are in work; at most ${maxSamplesInFlight} at once.`;
      throw new ApiError(429, "rate_limit_exceeded", words, { headers: { "retry-after": "1" } });
    }
    inFlight += generations.length;
    return () => {
      inFlight -= generations.length;
    };
  };
  const logFailure = (thrown: unknown): void => log.error({ err: thrown }, "generation failed");

  const app = new Hono();
  app.onError((thrown, context) => {
    const { status, body, headers } = toApiError(thrown);
    if (status >= 500) logFailure(thrown);
    return context.json(body, status, headers);
  });
  app.notFound(({ req }) => {
    throw new ApiError(404, "unknown_url", `Unknown request URL: ${req.method} ${req.path}.`);
  });

  app.get("/health", (context) =>
    context.json({ status: "ok", model: name, engine: facts.engine, provider: facts.provider, inFlight }),
  );

  app.use("/v1/*", async ({ req }, next) => {
    if (apiKey !== null && !(await timingSafeEqual(req.header("authorization") ?? "", `Bearer ${apiKey}`))) {
      const words = "Incorrect or missing API key. Send it as: Authorization: Bearer KEY";
      throw new ApiError(401, "invalid_api_key", words);
    }
    await next();
  });
  app.get("/v1/models", (context) => context.json({ object: "list", data: [model] }));
  app.get("/v1/models/:id{.+}", (context) => {
    if (context.req.param("id") !== name) throw unknownModel(context.req.param("id"));
    return context.json(model);
  });

  app.post(
    "/v1/chat/completions",
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => tooLarge() }),
    async (context) => {
      const body = await context.req.json().catch(() => notJson());
      const request = readCompletionRequest(body, {
        contextLength: facts.contextLength,
        randomSeed: options.randomSeed,
      });
      if (request.model !== name) throw unknownModel(request.model);
      const head: ReplyHead = {
        id: `chatcmpl-${options.randomId()}`,
        created: toSeconds(options.wallClock()),
        model: name,
        system_fingerprint: facts.revision,
      };
      const { signal } = context.req.raw;
      const giveBack = take(request);
      if (request.stream) {
        const stream = await streamCompletion(
          request,
          { engine, head, signal, onError: logFailure },
          giveBack,
        );
        return context.body(stream, 200, {
          "content-type": "text/event-stream; charset=utf-8",
          "cache-control": "no-cache",
        });
      }
      try {
        const { generations: asked, withTokens } = request;
        const generations = await engine.generate(asked, { signal, withTokens });
        return context.json(toCompletion(head, generations, withTokens));
      } finally {
        giveBack();
      }
    },
  );
  app.all("/v1/chat/completions", ({ req }) => {
    throw new ApiError(405, "method_not_allowed", `Use POST, not ${req.method}.`, {
      headers: { allow: "POST" },
    });
  });
  return app;
}

function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}

function unknownModel(name: string): ApiError {
  return new ApiError(
    404,
    "model_not_found",
    `The model \`${name}\` does not exist; GET /v1/models lists what does.`,
    {
      param: "model",
    },
  );
}

function tooLarge(): never {
  throw new ApiError(413, "request_too_large", `A request may have ${MAX_BODY_BYTES} bytes.`);
}

function notJson(): never {
  throw new ApiError(400, "invalid_json", "The body of the request is no JSON.");
}

import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { drawSchema } from "@plumbline/contract";
import OpenAI, { APIError } from "openai";
import { afterEach, describe, expect, test } from "vitest";
import { EngineError } from "../engines/engine.ts";
import { createOpenaiEngine } from "../engines/openai/createOpenaiEngine.ts";
import { createServer, type ServerOptions } from "./createServer.ts";
import { createFakeEngine } from "./testing/fakeEngine.ts";

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

const log = { info() {}, warn() {}, error() {} };

function build(options: Partial<ServerOptions> = {}) {
  const engine = createFakeEngine();
  let ids = 0;
  const app = createServer(engine, {
    name: "nano",
    apiKey: null,
    log,
    wallClock: () => Date.parse("2026-11-21T12:00:00Z"),
    randomSeed: () => 99,
    randomId: () => `${++ids}`,
    ...options,
  });
  return { engine, app };
}

/** On a real port, with the official client. */
async function serve(options: Partial<ServerOptions> = {}, apiKey = "any") {
  const { engine, app } = build(options);
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp.push(() => {
    if ("closeAllConnections" in server) server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { engine, url, client: new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 }) };
}

const say = (content: string) => ({ model: "nano", messages: [{ role: "user" as const, content }] });

async function refusal(promise: Promise<unknown>): Promise<APIError> {
  const thrown: unknown = await promise.then(
    () => new Error("it was taken"),
    (error) => error,
  );
  if (!(thrown instanceof APIError)) throw thrown;
  return thrown;
}

async function readAll(stream: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of stream) count += 1;
  return count;
}

describe("the official client, against this server", () => {
  test("completes", async () => {
    const { client } = await serve();
    expect(await client.chat.completions.create({ ...say("a b c"), max_tokens: 2, seed: 1 })).toEqual({
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 1_795_262_400,
      model: "nano",
      system_fingerprint: "sha256:fake",
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: ">a b ", refusal: null },
          logprobs: null,
          finish_reason: "length",
        },
      ],
      usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
    });
  });

  test("streams, with usage at the end", async () => {
    const { client } = await serve();
    const stream = await client.chat.completions.create({
      ...say("a b"),
      n: 2,
      stream: true,
      logprobs: true,
      stream_options: { include_usage: true },
    });
    const texts = ["", ""];
    const finishes: unknown[] = [];
    const usages: unknown[] = [];
    let logprobs = 0;
    for await (const { choices, usage } of stream) {
      usages.push(usage);
      for (const { index, delta, finish_reason: finish, logprobs: told } of choices) {
        texts[index] += delta.content ?? "";
        logprobs += told?.content?.length ?? 0;
        if (finish !== null) finishes.push([index, finish]);
      }
    }
    expect(texts).toEqual([">a b", ">a b"]);
    expect(finishes).toEqual([
      [0, "stop"],
      [1, "stop"],
    ]);
    expect(logprobs).toBe(4);
    expect(usages.pop()).toEqual({ prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 });
    expect(usages.every((usage) => usage === null)).toBe(true);
  });

  test("its own stream helper puts the same completion together as without a stream", async () => {
    const { client } = await serve();
    const body = { ...say("a b c d"), seed: 3, logprobs: true };
    const whole = await client.chat.completions.create(body);
    const streamed = await client.chat.completions.stream({ ...body, stream: true }).finalChatCompletion();
    expect(streamed.choices[0]?.message.content).toBe(whole.choices[0]?.message.content);
    expect(streamed.choices[0]?.finish_reason).toBe(whole.choices[0]?.finish_reason);
    expect(streamed.choices[0]?.logprobs?.content).toEqual(whole.choices[0]?.logprobs?.content);
  });

  test("draws n samples with seeds of their own", async () => {
    const { client } = await serve();
    const { choices } = await client.chat.completions.create({
      ...say("draw"),
      n: 3,
      seed: 7,
      temperature: 0.5,
    });
    const texts = choices.map(({ message }) => message.content ?? "");
    expect(texts.map((text) => text.split(" ")[0])).toEqual(["seed:7", "seed:588686121", "seed:1937383562"]);
    expect(texts[0]).toContain('"temperature":0.5');
  });

  test("tells log-probabilities", async () => {
    const { client } = await serve();
    const { choices } = await client.chat.completions.create({
      ...say("é b"),
      logprobs: true,
      top_logprobs: 0,
    });
    expect(choices[0]?.logprobs).toEqual({
      content: [
        { token: ">é ", logprob: -0.375, bytes: [62, 195, 169, 32], top_logprobs: [] },
        { token: "b", logprob: -0.125, bytes: [98], top_logprobs: [] },
      ],
      refusal: null,
    });
  });

  test("lists the model and its context", async () => {
    const { client } = await serve();
    const { data } = await client.models.list();
    expect(data).toMatchObject([{ id: "nano", object: "model", root: "sha256:fake", max_model_len: 64 }]);
    expect(await client.models.retrieve("nano")).toMatchObject({ id: "nano" });
  });

  test.each<[string, object, number, string]>([
    ["an invalid field", { temperature: 9 }, 400, "invalid_value"],
    ["an unknown field", { tools: [] }, 400, "unknown_parameter"],
    ["an unknown model", { model: "gpt-9" }, 404, "model_not_found"],
    ["a prompt too long", say("too long"), 413, "context_length_exceeded"],
    ["a prompt too long for a stream", { ...say("too long"), stream: true }, 413, "context_length_exceeded"],
    ["an engine that dies", say("die"), 503, "engine_died"],
    ["an engine that dies before the stream", { ...say("die"), stream: true }, 503, "engine_died"],
  ])("reads what is wrong: %s", async (_, more, status, code) => {
    const { client } = await serve();
    const error = await refusal(client.chat.completions.create({ ...say("a"), ...more } as never));
    expect(error).toMatchObject({ status, code });
    expect(Object.keys(error.error as object)).toEqual(["message", "type", "param", "code"]);
  });

  test("reads what goes wrong within a stream", async () => {
    const { client } = await serve();
    const stream = await client.chat.completions.create({ ...say("die later"), stream: true });
    const error = await refusal(readAll(stream));
    expect(error).toMatchObject({ code: "engine_died", message: expect.stringContaining("died") });
  });

  test("needs the key where one is set; health needs none", async () => {
    const { url } = await serve({ apiKey: "right" });
    const withKey = (apiKey: string) => new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });
    expect(await refusal(withKey("wrong").models.list())).toMatchObject({
      status: 401,
      code: "invalid_api_key",
    });
    expect((await withKey("right").models.list()).data).toHaveLength(1);
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({
      status: "ok",
      model: "nano",
      provider: "cpu",
    });
  });

  test.each([true, false])("that goes away ends the generation, stream: %s", async (stream) => {
    const { client, engine } = await serve();
    const stop = new AbortController();
    const reply = client.chat.completions.create({ ...say("hang"), stream }, { signal: stop.signal });
    const read = reply.then(async (completion) => {
      if (Symbol.asyncIterator in completion) await readAll(completion);
    });
    await expect.poll(() => engine.asked.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    stop.abort();
    await read.catch(() => {});
    await expect.poll(engine.aborted).toBe(1);
  });
});

describe("the server", () => {
  const post = (body: string, headers = { "content-type": "application/json" }) => ({
    method: "POST",
    body,
    headers,
  });

  test.each<[string, string, RequestInit, number, string]>([
    ["a body that is no JSON", "/v1/chat/completions", post("{"), 400, "invalid_json"],
    [
      "a body too large",
      "/v1/chat/completions",
      post("x".repeat(9 * 1_024 * 1_024)),
      413,
      "request_too_large",
    ],
    ["another method", "/v1/chat/completions", { method: "GET" }, 405, "method_not_allowed"],
    ["a page it has not", "/v1/embeddings", post("{}"), 404, "unknown_url"],
    ["a model it has not", "/v1/models/gpt-9", {}, 404, "model_not_found"],
  ])("refuses %s in OpenAI's form", async (_, path, init, status, code) => {
    const reply = await build().app.request(path, init);
    expect(reply.status).toBe(status);
    expect(await reply.json()).toEqual({
      error: {
        message: expect.any(String),
        type: "invalid_request_error",
        param: code === "model_not_found" ? "model" : null,
        code,
      },
    });
  });

  test("takes only so many samples at once, and more when those are done", async () => {
    const { app } = build({ maxSamplesInFlight: 3 });
    const send = (n: number) =>
      app.request("/v1/chat/completions", post(JSON.stringify({ ...say("a b"), n })));
    const [first, second] = await Promise.all([send(2), send(2)]);
    expect([first?.status, second?.status, second?.headers.get("retry-after")]).toEqual([200, 429, "1"]);
    expect((await send(3)).status).toBe(200);
    expect(await (await app.request("/health")).json()).toMatchObject({ inFlight: 0 });
  });

  test("ends a stream with [DONE]", async () => {
    const reply = await build().app.request(
      "/v1/chat/completions",
      post(JSON.stringify({ ...say("a"), stream: true })),
    );
    expect(reply.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect((await reply.text()).endsWith("data: [DONE]\n\n")).toBe(true);
  });
});

describe("the engine of this product, against this server", () => {
  const signal = new AbortController().signal;
  const world = {
    fetch: globalThis.fetch,
    env: { NANO_KEY: "right" },
    log,
    now: () => performance.now(),
    wallClock: () => Date.now(),
    sleep: async () => {},
  };
  const connect = (url: string, keyVariable?: string) =>
    createOpenaiEngine({ url, model: "nano", keyVariable, tries: { attempts: 2, retryMs: 1 } }, world);
  const request = (content: string, seed: number, prefill?: string) => ({
    messages: [{ role: "user" as const, content }],
    draw: drawSchema.parse({ temperature: 0.5, topK: 5, topP: 0.9, maxTokens: 16, stop: ["!"] }),
    seed,
    prefill,
  });

  test("arrives as it was asked, and comes back as it was generated", async () => {
    const { engine, url } = await serve({ apiKey: "right" });
    const remote = await connect(url, "NANO_KEY");
    const requests = [request("a b c", 11), request("d e", 0xffff_ffff, "so")];
    const [there, here] = await Promise.all(
      [remote, createFakeEngine()].map((one) => one.generate(requests, { signal, withTokens: true })),
    );
    expect(engine.asked.toSorted((left, right) => left.seed - right.seed)).toEqual(requests);
    expect(there?.map(({ latencyMs, ...rest }) => rest)).toEqual(here?.map(({ latencyMs, ...rest }) => rest));
    expect(remote.facts).toEqual({
      name: "nano",
      revision: "sha256:fake",
      engine: "openai",
      provider: "remote",
      contextLength: 64,
    });
  });

  test.each([
    ["too long", "context_too_long"],
    ["die", "server_error"],
    ["die later", "server_error"],
  ])('hears of "%s" as %s', async (content, kind) => {
    const { url } = await serve();
    const remote = await connect(url);
    const thrown: unknown = await remote.generate([request(content, 1)], { signal }).catch((error) => error);
    expect(thrown).toBeInstanceOf(EngineError);
    expect(thrown).toMatchObject({ kind });
  });
});

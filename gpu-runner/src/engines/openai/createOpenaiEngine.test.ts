import { drawSchema } from "@plumbline/contract";
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { EngineError, type GenerationRequest } from "../engine.ts";
import { createMeter } from "./createMeter.ts";
import { createOpenaiEngine, type OpenaiEngine, type OpenaiOptions } from "./createOpenaiEngine.ts";
import {
  type Answer,
  events,
  type HostileServer,
  json,
  piece,
  startHostileServer,
  toEvent,
  usage,
  well,
} from "./testing/hostileServer.ts";

const KEY = "sk-very-secret-0123456789";
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

interface Setting {
  readonly server: HostileServer;
  readonly engine: OpenaiEngine;
  readonly waits: number[];
  readonly log: unknown[];
}

const TRIES = { attempts: 3, retryMs: 1 };

function worldWith(waits: number[], log: unknown[]) {
  const write = (fields: object, message: string) => void log.push([message, fields]);
  return {
    fetch: globalThis.fetch,
    env: { MODEL_KEY: KEY },
    log: { info: write, warn: write, error: write },
    now: () => performance.now(),
    wallClock: () => Date.parse("2026-11-21T12:00:00Z"),
    sleep: async (milliseconds: number) => void waits.push(milliseconds),
  };
}

async function start(
  answer: Answer,
  options: Partial<OpenaiOptions> = {},
  models?: Answer,
): Promise<Setting> {
  const server = await startHostileServer(answer, models);
  cleanUp.push(() => server.close());
  const waits: number[] = [];
  const log: unknown[] = [];
  const engine = await createOpenaiEngine(
    { url: server.url, model: "m", tries: TRIES, idleMs: 150, ...options },
    worldWith(waits, log),
  );
  cleanUp.push(() => engine.close());
  return { server, engine, waits, log };
}

function ask(text = "1+1", more: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    messages: [{ role: "user", content: text }],
    draw: drawSchema.parse({ maxTokens: 8 }),
    seed: 5,
    ...more,
  };
}

const signal = new AbortController().signal;

async function failure(promise: Promise<unknown>): Promise<EngineError> {
  const thrown: unknown = await promise.then(
    () => new Error("it did not fail"),
    (error) => error,
  );
  if (!(thrown instanceof EngineError)) throw thrown;
  return thrown;
}

describe("a good server", () => {
  test("gets the draw, the seed and no cut said aloud; its text, tokens and use come back", async () => {
    const logprobs = {
      content: [
        { token: "4", logprob: -0.25 },
        { token: "2", logprob: -0.5 },
      ],
    };
    const { engine, server } = await start(
      events(piece("42", { logprobs }), piece("", { finish_reason: "length" }), usage(9, 2), "[DONE]"),
      { prices: { input: 1, output: 10 }, keyVariable: "MODEL_KEY", name: "answerer" },
    );
    const heard: string[] = [];
    const request = ask("6*7", {
      draw: drawSchema.parse({ maxTokens: 8, temperature: 0.5, topP: 0.9, stop: ["."] }),
    });
    const [generation] = await engine.generate([request], {
      signal,
      withTokens: true,
      onText: (index, text) => heard.push(`${index}:${text}`),
    });
    expect(generation).toMatchObject({
      text: "42",
      finish: "length",
      tokensIn: 9,
      tokensOut: 2,
      logProbability: -0.75,
      cost: 29e-6,
      tokens: [
        { text: "4", logProbability: -0.25 },
        { text: "2", logProbability: -0.5 },
      ],
    });
    expect(heard.join("")).toBe("0:42");
    expect(server.asked[0]?.body).toEqual({
      model: "m",
      messages: [{ role: "user", content: "6*7" }],
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.5,
      top_p: 0.9,
      top_k: -1,
      max_tokens: 8,
      stop: ["."],
      seed: 5,
      logprobs: true,
    });
    expect(server.asked[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(engine.facts).toMatchObject({ name: "answerer", engine: "openai", provider: "remote" });
    expect(engine.account()).toMatchObject({ calls: 1, tokensIn: 9, tokensOut: 2, dollars: 29e-6 });
  });

  test.each([
    ["vLLM, a stop string", { finish_reason: "stop", stop_reason: "\n" }, "\n"],
    ["vLLM, the model's own end", { finish_reason: "stop", stop_reason: null }, null],
    ["vLLM, a stop token", { finish_reason: "stop", stop_reason: 151_645 }, null],
    ["SGLang, a stop string", { finish_reason: "stop", matched_stop: "\n" }, "\n"],
    ["SGLang, the model's own end", { finish_reason: "stop", matched_stop: 151_645 }, null],
    ["a server that does not tell", { finish_reason: "stop" }, undefined],
    ["a server that tells something else", { finish_reason: "stop", stop_reason: { by: 1 } }, undefined],
  ])("tells what stopped it: %s", async (_, end, stopString) => {
    const { engine } = await start(events(piece("42"), piece("", end), usage(9, 2), "[DONE]"));
    const [generation] = await engine.generate([ask("6*7")], { signal });
    expect(generation?.stopString).toBe(stopString);
  });

  test("continues the assistant's turn from a prefill", async () => {
    const { engine, server } = await start(well("2"));
    await engine.generate([ask("1+1", { prefill: "1+1=" })], { signal });
    expect(server.asked[0]?.body).toMatchObject({
      messages: [
        { role: "user", content: "1+1" },
        { role: "assistant", content: "1+1=" },
      ],
      continue_final_message: true,
      add_generation_prompt: false,
    });
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
  });

  test("tells the revision of the weights and the context", async () => {
    const models = json(200, { object: "list", data: [{ id: "m", root: "org/m@7", max_model_len: 4_096 }] });
    const { engine } = await start(well("2"), {}, models);
    expect(engine.facts).toMatchObject({ revision: "org/m@7", contextLength: 4_096 });
  });

  test("that lists no models is used all the same", async () => {
    const { engine } = await start(well("2"), {}, json(404, { error: { message: "no such page" } }));
    expect(engine.facts).toMatchObject({ revision: "m", contextLength: null });
    await expect(engine.generate([ask()], { signal })).resolves.toMatchObject([{ text: "2" }]);
  });

  test("never has more requests at once than allowed; results keep the order of the requests", async () => {
    let open = 0;
    let most = 0;
    const { engine } = await start(
      async (response, asked) => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setTimeout(resolve, asked.count % 2 === 0 ? 12 : 2));
        open -= 1;
        const messages = asked.body["messages"] as { content: string }[];
        await well(`<${messages[0]?.content}>`)(response, asked);
      },
      { concurrency: 3 },
    );
    const texts = Array.from({ length: 9 }, (_, index) => `${index}`);
    const generations = await engine.generate(
      texts.map((text) => ask(text)),
      { signal },
    );
    expect(generations.map(({ text }) => text)).toEqual(texts.map((text) => `<${text}>`));
    expect(most).toBe(3);
  });

  test("that tells no usage is counted by its pieces, with no cost, and charged the worst case", async () => {
    const { engine, log } = await start(events(piece("a"), piece("b", { finish_reason: "stop" }), "[DONE]"), {
      prices: { input: 1, output: 1 },
    });
    await expect(engine.generate([ask()], { signal })).resolves.toMatchObject([
      { text: "ab", tokensIn: 0, tokensOut: 2, cost: null, logProbability: null, tokens: null },
    ]);
    const worst = "1+1".length + 16 + 16 + 256 + 8;
    expect(engine.account()).toMatchObject({ callsWithUnknownUsage: 1, dollars: worst * 1e-6 });
    expect(log).toHaveLength(1);
  });
});

const hang: Answer = () => {};
const hangsMidway: Answer = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(toEvent(piece("4")));
};
const breaksMidway: Answer = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(toEvent(piece("4")));
  setTimeout(() => response.destroy(), 5);
};
const endless: Answer = (response, { left }) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const timer = setInterval(() => response.write(toEvent(piece("x".repeat(20_000)))), 1);
  left.addEventListener("abort", () => clearInterval(timer));
};
const page: Answer = (response) => {
  response.writeHead(200, { "content-type": "text/html" });
  response.end("<html><h1>Welcome</h1></html>");
};
const said = (status: number, message: string, more: object = {}, headers = {}) =>
  json(status, { error: { message, type: "x", param: null, code: null, ...more } }, headers);

describe("a server that fails gives its named error within bounded tries", () => {
  test.each<[string, Answer, EngineError["kind"], number, RegExp]>([
    ["429 for good", said(429, "slow down"), "rate_limited", 3, /answered 429: slow down/],
    [
      "429 with a wait too long",
      said(429, "tomorrow", {}, { "retry-after": "3600" }),
      "rate_limited",
      1,
      /tomorrow/,
    ],
    ["an empty account", said(429, "pay", { code: "insufficient_quota" }), "refused", 1, /pay/],
    ["500", said(500, "oops"), "server_error", 3, /answered 500: oops/],
    [
      "502, a proxy's page",
      (response) => void response.writeHead(502).end("<h1>Bad\nGateway</h1>"),
      "server_error",
      3,
      /502: Bad Gateway/,
    ],
    ["503", said(503, "loading"), "server_error", 3, /loading/],
    ["504", json(504, {}), "server_error", 3, /504/],
    ["a web page", page, "bad_reply", 1, /text\/html instead of a stream/],
    ["a reply without streaming", json(200, { choices: [] }), "bad_reply", 1, /application\/json/],
    ["events that are no JSON", events("{{{ nonsense"), "bad_reply", 3, /could not be read/],
    ["JSON that is no chunk", events({ hello: "world" }), "bad_reply", 3, /no chat completion \(choices/],
    ["a number", events("42"), "bad_reply", 3, /no chat completion/],
    ["an empty stream", events(), "bad_reply", 3, /cut off/],
    ["a stream cut off", events(piece("4")), "bad_reply", 3, /cut off/],
    ["a stream cut off, said to be done", events(piece("4"), "[DONE]"), "bad_reply", 3, /cut off/],
    ["a connection that breaks", breaksMidway, "bad_reply", 3, /broke off/],
    ["a stream without end", endless, "bad_reply", 1, /far more than the 8 tokens/],
    ["a hang before the reply", hang, "timed_out", 3, /sent nothing for 0.15 s/],
    ["a hang within the reply", hangsMidway, "timed_out", 3, /sent nothing/],
    [
      "an error within the stream",
      events(piece("4"), { error: { message: "out of memory" } }),
      "server_error",
      3,
      /within the stream: out of memory/,
    ],
    ["an answer given up", events(piece("4", { finish_reason: "abort" })), "server_error", 3, /gave up/],
    ["400", said(400, "temperature must be >= 0"), "refused", 1, /400: temperature must be >= 0/],
    [
      "401",
      said(401, `Incorrect API key provided: ${KEY}`),
      "refused",
      1,
      /401: Incorrect API key provided: \[key\]/,
    ],
    ["403", said(403, "not you"), "refused", 1, /403: not you/],
    ["404", said(404, "The model `m` does not exist."), "refused", 1, /does not exist/],
    [
      "422 in FastAPI's form",
      json(422, { detail: [{ loc: ["body", "messages"], msg: "missing" }] }),
      "refused",
      1,
      /messages/,
    ],
    [
      "a prompt too long",
      said(400, "This model's maximum context length is 4096 tokens."),
      "context_too_long",
      1,
      /4096/,
    ],
    [
      "a prompt too long, by code",
      said(413, "no", { code: "context_length_exceeded" }),
      "context_too_long",
      1,
      /no/,
    ],
  ])("%s", async (_, answer, kind, tries, message) => {
    const { engine, server, log } = await start(answer, { keyVariable: "MODEL_KEY" });
    const error = await failure(engine.generate([ask()], { signal }));
    expect(error).toMatchObject({
      kind,
      message: expect.stringMatching(message),
      fix: expect.stringMatching(/./),
    });
    expect(server.asked).toHaveLength(tries);
    expect(JSON.stringify([error, error.message, error.cause, log])).not.toContain(KEY);
  });

  test("nobody listens", async () => {
    const { server, engine } = await start(well("2"));
    await server.close();
    cleanUp.shift();
    expect(await failure(engine.generate([ask()], { signal }))).toMatchObject({
      kind: "unreachable",
      retry: true,
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });

  test.each<[string, Partial<OpenaiOptions>, Answer | undefined, EngineError["kind"]]>([
    ["an address that is none", { url: "localhost" }, undefined, "unreachable"],
    ["a port where nobody listens", { url: "http://127.0.0.1:9" }, undefined, "unreachable"],
    ["a key that is not set", { keyVariable: "OTHER_KEY" }, undefined, "refused"],
    ["a key that is wrong", {}, said(401, "who are you?"), "refused"],
    ["a web page", {}, page, "bad_reply"],
    ["a server that hangs", {}, hang, "timed_out"],
  ])("at the start: %s", async (_, options, models, kind) => {
    expect((await failure(start(well("2"), options, models))).kind).toBe(kind);
  });
});

describe("trying again", () => {
  const failing =
    (times: number, bad: Answer): Answer =>
    (response, asked) =>
      (asked.count < times ? bad : well("2"))(response, asked);

  test.each<[string, Answer]>([
    ["429", said(429, "slow down")],
    ["500", said(500, "oops")],
    ["a broken connection", breaksMidway],
    ["garbage", events("{{{")],
  ])("%s twice, then an answer", async (_, bad) => {
    const { engine, server } = await start(failing(2, bad));
    await expect(engine.generate([ask()], { signal })).resolves.toMatchObject([{ text: "2" }]);
    expect(server.asked.map(({ body }) => body)).toEqual(Array(3).fill(server.asked[0]?.body));
  });

  test.each([
    ["seconds", { "retry-after": "7" }, 7_000],
    ["a date", { "retry-after": "Sat, 21 Nov 2026 12:00:09 GMT" }, 9_000],
    ["milliseconds", { "retry-after-ms": "1500" }, 1_500],
  ])("waits as long as the server asks, in %s", async (_, headers, milliseconds) => {
    const { engine, waits } = await start(failing(1, said(429, "wait", {}, headers)));
    await engine.generate([ask()], { signal });
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeLessThanOrEqual(milliseconds);
    expect(waits[0]).toBeGreaterThan(milliseconds - 10);
  });

  test("is not done once text was handed out", async () => {
    const { engine, server } = await start(failing(1, breaksMidway));
    const heard: string[] = [];
    const run = engine.generate([ask()], { signal, onText: (_, text) => heard.push(text) });
    expect((await failure(run)).kind).toBe("bad_reply");
    expect([heard, server.asked.length]).toEqual([["4"], 1]);
  });

  test.each([
    ["logprobs", "This model does not support logprobs."],
    ["seed", "Unrecognized request argument supplied: seed"],
    ["stream_options", "Extra inputs are not permitted: stream_options"],
    ["top_k", "Unknown parameter: 'top_k'."],
    ["max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."],
  ])("without %s where the server refuses it, for good and said once", async (field, message) => {
    const { engine, server, log } = await start((response, asked) =>
      (field in asked.body ? said(400, message) : well("2"))(response, asked),
    );
    await engine.generate([ask()], { signal });
    await engine.generate([ask()], { signal });
    expect(server.asked.map(({ body }) => field in body)).toEqual([true, false, false]);
    expect(log).toEqual([[expect.stringContaining("refuses a field"), { field }]]);
    if (field === "max_tokens") expect(server.asked[1]?.body).toMatchObject({ max_completion_tokens: 8 });
  });

  test("never drops what changes the distribution", async () => {
    const { engine } = await start(said(400, "Unknown parameter: 'top_k'."));
    const request = ask("1", { draw: drawSchema.parse({ topK: 40 }) });
    expect(await failure(engine.generate([request], { signal }))).toMatchObject({ kind: "refused" });
  });
});

describe("stopping", () => {
  test("an abort ends every request at once, those that wait for a place too", async () => {
    const { engine, server } = await start(hang, { concurrency: 2, idleMs: 60_000 });
    const stop = new AbortController();
    const run = engine.generate([ask("a"), ask("b"), ask("c")], { signal: stop.signal });
    await expect.poll(() => server.asked.length).toBe(2);
    const before = performance.now();
    stop.abort(new Error("cancelled"));
    await expect(run).rejects.toThrow("cancelled");
    expect(performance.now() - before).toBeLessThan(500);
    await expect.poll(() => server.asked.every(({ left }) => left.aborted)).toBe(true);
    expect(server.asked).toHaveLength(2);
  });

  test("an abort ends a wait between tries", async () => {
    const { engine, server } = await start(said(500, "oops"), { tries: { attempts: 9, retryMs: 60_000 } });
    const stop = new AbortController();
    const run = engine.generate([ask()], { signal: stop.signal });
    await expect.poll(() => server.asked.length).toBe(1);
    stop.abort(new Error("cancelled"));
    await expect(run).rejects.toThrow("cancelled");
  });

  test("one request that fails for good ends the others", async () => {
    const { engine, server } = await start(
      (response, asked) =>
        (JSON.stringify(asked.body).includes("bad") ? said(400, "no") : hang)(response, asked),
      { idleMs: 60_000 },
    );
    expect((await failure(engine.generate([ask("good"), ask("bad")], { signal }))).kind).toBe("refused");
    await expect.poll(() => server.asked.every(({ left }) => left.aborted)).toBe(true);
  });

  test("a closed engine takes no more work", async () => {
    const { engine } = await start(well("2"));
    await engine.close();
    expect((await failure(engine.generate([ask()], { signal }))).kind).toBe("engine_died");
  });
});

describe("the budget", () => {
  test("in dollars needs prices", async () => {
    await expect(start(well("2"), { budget: { dollars: 1 } })).rejects.toThrow(RangeError);
  });

  test("stops before the call that could go over it", async () => {
    const { engine, server } = await start(well("2", usage(10, 5)), { budget: { tokens: 310 } });
    await engine.generate([ask()], { signal });
    expect(await failure(engine.generate([ask()], { signal }))).toMatchObject({
      kind: "budget_exhausted",
      retry: false,
      message: expect.stringContaining("15 of 310 tokens"),
    });
    expect(server.asked).toHaveLength(1);
  });

  test("holds over several engines that share a meter", async () => {
    const meter = createMeter({ tokens: 600 }, null);
    const answer = well("2", usage(200, 8));
    const { engine } = await start(answer, { meter });
    const { engine: second } = await start(answer, { meter });
    await engine.generate([ask()], { signal });
    await second.generate([ask()], { signal });
    expect((await failure(engine.generate([ask()], { signal }))).kind).toBe("budget_exhausted");
    expect(second.account().calls).toBe(2);
  });

  test("law: whatever the server uses, breaks or hides, no more is charged than the cap", async () => {
    const turn = fc.record({
      used: fc.double({ min: 0, max: 1, noNaN: true }),
      fault: fc.constantFrom("none", "none", "cut", "500", "silent"),
    });
    const prices = { input: 3, output: 15 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(turn, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 12_000 }),
        fc.integer({ min: 1, max: 4 }),
        async (turns, microDollars, concurrency) => {
          let billed = 0;
          let at = 0;
          const fetch: typeof globalThis.fetch = async (input, init) => {
            if (String(input).endsWith("/models"))
              return Response.json({ object: "list", data: [{ id: "m" }] });
            const { used, fault } = turns[at++ % turns.length] ?? { used: 0, fault: "none" };
            if (fault === "500") return Response.json({ error: { message: "oops" } }, { status: 500 });
            const { max_tokens: maxTokens } = JSON.parse(String(init?.body)) as { max_tokens: number };
            const [tokensIn, tokensOut] = [Math.floor(used * 270), Math.floor(used * maxTokens)];
            billed += tokensIn * prices.input + tokensOut * prices.output;
            await Promise.resolve();
            const whole = [piece("2", { finish_reason: "stop" }), usage(tokensIn, tokensOut), "[DONE]"];
            const lines =
              fault === "cut" ? [piece("2")] : fault === "silent" ? [whole[0] ?? "", "[DONE]"] : whole;
            return new Response(lines.map(toEvent).join(""), {
              headers: { "content-type": "text/event-stream" },
            });
          };
          const engine = await createOpenaiEngine(
            {
              url: "http://model.test",
              model: "m",
              tries: { attempts: 2, retryMs: 0 },
              prices,
              budget: { dollars: microDollars / 1e6 },
              concurrency,
            },
            { ...worldWith([], []), fetch },
          );
          for (let round = 0; round < 6; round += 1) {
            await engine.generate([ask(), ask(), ask()], { signal }).catch(() => {});
          }
          expect(billed).toBeLessThanOrEqual(microDollars);
          expect(engine.account().dollars).toBeLessThanOrEqual(microDollars / 1e6);
        },
      ),
      { numRuns: 60 },
    );
  });
});

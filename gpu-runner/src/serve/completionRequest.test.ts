import { describe, expect, test } from "vitest";
import { ApiError } from "./apiError.ts";
import { type CompletionRequest, readCompletionRequest } from "./completionRequest.ts";

const defaults = { contextLength: 160, randomSeed: () => 99 };
const user = { role: "user", content: "1+1" };
const read = (more: object): CompletionRequest =>
  readCompletionRequest({ model: "nano", messages: [user], ...more }, defaults);

function refusal(body: unknown): ApiError {
  try {
    readCompletionRequest(body, defaults);
  } catch (thrown) {
    if (thrown instanceof ApiError) return thrown;
    throw thrown;
  }
  throw new Error("it was taken");
}

describe("a request for completions", () => {
  test("that says nothing draws one sample at temperature 1 up to the context", () => {
    expect(read({})).toEqual({
      model: "nano",
      generations: [
        {
          messages: [user],
          prefill: undefined,
          draw: { temperature: 1, topP: 1, topK: 0, maxTokens: 160, stop: [] },
          seed: 99,
        },
      ],
      stream: false,
      withUsage: false,
      withTokens: false,
    });
  });

  test.each<[object, object]>([
    [{ temperature: 0 }, { temperature: 0 }],
    [
      { temperature: null, top_p: null, max_tokens: null, stop: null, seed: null, n: null },
      { temperature: 1, maxTokens: 160 },
    ],
    [
      { top_p: 0.9, top_k: 40 },
      { topP: 0.9, topK: 40 },
    ],
    [{ top_k: -1 }, { topK: 0 }],
    [{ max_tokens: 5 }, { maxTokens: 5 }],
    [{ max_completion_tokens: 6 }, { maxTokens: 6 }],
    [{ max_tokens: 5, max_completion_tokens: 6 }, { maxTokens: 6 }],
    [{ stop: "\n" }, { stop: ["\n"] }],
    [{ stop: ["a", "b"] }, { stop: ["a", "b"] }],
    [
      {
        frequency_penalty: 0,
        presence_penalty: 0,
        response_format: { type: "text" },
        user: "me",
        store: true,
      },
      {},
    ],
  ])("%j draws with %j", (body, draw) => {
    expect(read(body).generations[0]?.draw).toMatchObject(draw);
  });

  test("n samples have seeds of their own, and the first has the request's", () => {
    const seeds = (n: number, seed: number) => read({ n, seed }).generations.map((one) => one.seed);
    expect(seeds(1, 7)).toEqual([7]);
    expect(seeds(4, 7).slice(0, 2)).toEqual(seeds(2, 7));
    expect(new Set(seeds(128, 7)).size).toBe(128);
    expect(seeds(3, -1)[0]).toBe(0xffff_ffff);
    expect(seeds(3, 7)).toEqual([7, 588_686_121, 1_937_383_562]);
  });

  test("parts of text make one text, a developer is a system", () => {
    const parts = [
      { type: "text", text: "1+" },
      { type: "text", text: "1" },
    ];
    const messages = [
      { role: "developer", content: "Be brief." },
      { role: "user", content: parts },
    ];
    expect(read({ messages }).generations[0]?.messages).toEqual([
      { role: "system", content: "Be brief." },
      user,
    ]);
  });

  test("the assistant's last message is continued where the request says so, else it is a finished turn", () => {
    const messages = [user, { role: "assistant", content: "1+1=" }];
    const continued = read({ messages, continue_final_message: true, add_generation_prompt: false });
    expect(continued.generations[0]).toMatchObject({ messages: [user], prefill: "1+1=" });
    expect(read({ messages }).generations[0]).toMatchObject({ messages, prefill: undefined });
  });

  test.each<[string, object, string | null, RegExp]>([
    ["no model", { model: undefined }, "model", /Missing required parameter: 'model'/],
    ["no messages", { messages: [] }, "messages", /messages/],
    ["a message without content", { messages: [{ role: "user" }] }, "messages[0].content", /text or a list/],
    ["a role nobody has", { messages: [{ role: "robot", content: "x" }] }, "messages[0].role", /role/],
    [
      "a picture",
      { messages: [{ role: "user", content: [{ type: "image_url" }] }] },
      "messages[0].content",
      /type text/,
    ],
    ["a temperature of 3", { temperature: 3 }, "temperature", /<=2/],
    ["top_p 0", { top_p: 0 }, "top_p", />0/],
    ["no samples", { n: 0 }, "n", />=1/],
    ["too many samples", { n: 129 }, "n", /<=128/],
    ["half a seed", { seed: 0.5 }, "seed", /int/],
    ["too many tokens", { max_tokens: 1e9 }, "max_tokens", /<=131072/],
    ["an empty stop", { stop: [""] }, "stop[0]", /stop/],
    ["alternatives of tokens", { logprobs: true, top_logprobs: 5 }, "top_logprobs", /must be 0/],
    ["a penalty", { presence_penalty: 1 }, "presence_penalty", /not supported/],
    ["JSON mode", { response_format: { type: "json_object" } }, "response_format.type", /must be text/],
    ["tools", { tools: [] }, "tools", /Unknown parameter: 'tools'/],
    ["another server's dial", { min_p: 0.1 }, "min_p", /Unknown parameter: 'min_p'/],
    [
      "a prefill that is none",
      { continue_final_message: true },
      "messages",
      /end with a message of the assistant/,
    ],
    [
      "both a prefill and a new turn",
      { continue_final_message: true, add_generation_prompt: true },
      "add_generation_prompt",
      /together/,
    ],
    ["neither", { add_generation_prompt: false }, "add_generation_prompt", /must be true/],
  ])("%s is refused by name", (_, more, param, message) => {
    const { status, body } = refusal({ model: "nano", messages: [user], ...more });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      type: "invalid_request_error",
      param,
      message: expect.stringMatching(message),
    });
    expect(body.error.code).toMatch(/^[a-z_]+$/);
  });

  test.each([null, 1, "text", []])("%j is no request", (body) => {
    expect(refusal(body).body.error.code).toBe("invalid_value");
  });
});

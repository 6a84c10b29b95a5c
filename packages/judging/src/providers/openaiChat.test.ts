import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correctness } from "../judges/correctness.ts";
import { readOpenaiChat, refusesSchema, toOpenaiChat } from "./openaiChat.ts";
import { readWorkersAi, readWorkersAiError, toWorkersAi } from "./workersAi.ts";

const request = {
  messages: [{ role: "user" as const, content: "?" }],
  responseSchema: correctness.responseSchema,
  maxTokens: 100,
};
const completion = (message: object, finish = "stop") => ({
  choices: [{ message, finish_reason: finish }],
  usage: { prompt_tokens: 5, completion_tokens: 7 },
});

describe("a request", () => {
  test("carries a closed schema without the dialect's address, and none in plain mode", () => {
    const body = toOpenaiChat(request, { model: "m", mode: "schema" });
    expect(body.response_format).toMatchObject({
      json_schema: { strict: true, schema: { additionalProperties: false } },
    });
    expect(JSON.stringify(body)).not.toContain("$schema");
    expect(toOpenaiChat(request, { model: "m", mode: "plain" })).not.toHaveProperty("response_format");
    expect(toWorkersAi(request, "plain")).not.toHaveProperty("response_format");
  });

  test("has every field required, as strict mode wants it", () => {
    const { properties, required } = correctness.responseSchema;
    expect(required).toEqual(Object.keys(properties as object));
  });
});

describe("what an OpenAI-compatible endpoint answers", () => {
  test.each([
    ["text", 200, completion({ content: "hi" }), "answered", 5],
    ["a refusal", 200, completion({ content: null, refusal: "No." }), "refused", 5],
    ["a filter", 200, completion({ content: "" }, "content_filter"), "refused", 5],
    ["a cut", 200, completion({ content: '{"ver' }, "length"), "cut_off", 5],
    ["no usage", 200, { choices: [{ message: { content: "hi" } }] }, "answered", null],
    ["a proxy's page", 200, "<html>", "unavailable", null],
    ["no choices", 200, { choices: [] }, "unavailable", null],
    ["429", 429, { error: {} }, "rate_limited", 0],
    ["500", 500, "oops", "unavailable", 0],
    ["401", 401, {}, "unavailable", 0],
    ["504", 504, "", "timed_out", null],
  ])("%s", (_, status, body, expected, tokensIn) => {
    const reply = readOpenaiChat(status, body);
    expect(reply.status === "answered" ? "answered" : reply.failure).toBe(expected);
    expect(reply.usage?.tokensIn ?? null).toBe(tokensIn);
  });

  test("law: anything at all has a name", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.anything(), (status, body) => {
        const { status: read } = readOpenaiChat(
          status,
          typeof body === "bigint" ? null : JSON.parse(JSON.stringify(toJson(body))),
        );
        expect(["answered", "failed"]).toContain(read);
      }),
    );
  });

  test.each([
    [400, { error: { message: "response_format is not supported" } }, true],
    [422, "Unknown field: json_schema", true],
    [400, "max_tokens is too large", false],
    [500, "json_schema", false],
  ])("a schema that is refused is told from other refusals: %s %j", (status, body, refused) => {
    expect(refusesSchema(status, body)).toBe(refused);
  });
});

describe("what the Workers AI binding returns", () => {
  test.each([
    ["text", { response: "hi", usage: { prompt_tokens: 1, completion_tokens: 2 } }, "hi"],
    ["an object, in schema mode", { response: { verdict: "correct" } }, '{"verdict":"correct"}'],
  ])("%s", (_, returned, text) => {
    expect(readWorkersAi(returned, 100)).toMatchObject({ status: "answered", text });
  });

  test.each([
    ["nothing", readWorkersAi(undefined, 100), "unavailable"],
    [
      "as many tokens as allowed",
      readWorkersAi({ response: "{", usage: { prompt_tokens: 1, completion_tokens: 100 } }, 100),
      "cut_off",
    ],
    [
      "out of capacity",
      readWorkersAiError("3040: Capacity temporarily exceeded, please try again."),
      "rate_limited",
    ],
    ["a time-out", readWorkersAiError("3007: Request timeout"), "timed_out"],
    ["no such model", readWorkersAiError("5007: No such model"), "unavailable"],
    [
      "the day's allowance",
      readWorkersAiError("4006: you have used up your daily free allocation"),
      "unavailable",
    ],
  ])("%s", (_, reply, failure) => {
    expect(reply).toMatchObject({ status: "failed", failure });
  });
});

function toJson(value: unknown): unknown {
  try {
    return JSON.stringify(value) === undefined ? null : value;
  } catch {
    return null;
  }
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plumblineJsonl } from "./formats/plumblineJsonl.ts";
import { LINE_FORMATS } from "./lineFormats.ts";
import { locateJsonError } from "./locateJsonError.ts";
import { readLine } from "./readLine.ts";

const read = (bytes: Uint8Array, format = plumblineJsonl) =>
  readLine({ kind: "line", line: 7, bytes, byteStart: 0, byteEnd: bytes.length }, format);
const readText = (text: string) => read(new TextEncoder().encode(text));

describe("a line that is no sample is named", () => {
  test.each([
    ["not JSON, with the column", '{"response" "x"}', "not_json", 13, /colon/],
    ["cut off", '{"response": "the answer is', "not_json", 28, /cut off/],
    ["single quotes", "{'response': 'x'}", "not_json", 2, /double quotes/],
    ["NaN", '{"response": "x", "meta": {"score": NaN}}', "not_json", 37, /NaN is no JSON value/],
    ["Python's None", '{"response": None}', "not_json", 14, /Python/],
    ["a comma too many", '{"response": "x",}', "not_json", 18, /comma/],
    ["two values", '{"response": "x"} {"response": "y"}', "not_json", 19, /follows the end/],
    ["a single backslash", '{"response": "\\sqrt"}', "not_json", 15, /backslash/],
    ["a raw tab", '{"response": "a\tb"}', "not_json", 16, /control character/],
    ["no object", "[1, 2]", "not_a_row", undefined, /a list/],
    [
      "no response",
      '{"problem_id": "p", "gold": "1"}',
      "not_a_row",
      undefined,
      /`response` is missing.*`problem_id`/,
    ],
    [
      "a null response",
      '{"problem_id": "p", "response": null}',
      "not_a_row",
      undefined,
      /`response` is missing/,
    ],
    [
      "a response of the wrong type",
      '{"id": "p", "response": 4}',
      "not_a_row",
      undefined,
      /must be a text, not the number 4/,
    ],
    ["a gold of the wrong type", '{"response": "4", "gold": [4]}', "not_a_row", undefined, /`gold`.*a list/],
    [
      "a gold that JSON cannot carry",
      '{"response": "4", "gold": 12345678901234567890}',
      "not_a_row",
      undefined,
      /quotes/,
    ],
    ["a negative index", '{"response": "4", "sample_index": -1}', "not_a_row", undefined, /`sample_index`/],
    ["half an index", '{"response": "4", "sample_index": 0.5}', "not_a_row", undefined, /whole number/],
    ["an `answer` that could be either", '{"id": "p", "answer": "4"}', "not_a_row", undefined, /--answer-is/],
  ])("%s", (_, text, code, column, reason) => {
    expect(readText(text)).toEqual([
      {
        kind: "invalid",
        invalid: { line: 7, code, reason: expect.stringMatching(reason), ...(column && { column }) },
      },
    ]);
  });

  test("bytes that are no UTF-8", () => {
    expect(read(Uint8Array.from([0x22, 0xff, 0x22]))).toMatchObject([
      { invalid: { line: 7, code: "not_utf8" } },
    ]);
  });
});

describe("whatever the line holds", () => {
  test("reading it never throws, and yields rows or one reason", () => {
    const anyLine = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc
        .dictionary(
          fc.constantFrom(
            "id",
            "answer",
            "gold",
            "response",
            "responses",
            "meta",
            "sample",
            "cost",
            "finish",
            "__proto__",
          ),
          fc.jsonValue(),
        )
        .map((record) => new TextEncoder().encode(JSON.stringify(record))),
    );
    fc.assert(
      fc.property(anyLine, fc.constantFrom(...LINE_FORMATS), (bytes, format) => {
        const events = read(bytes, format);
        const invalid = events.filter((event) => event.kind === "invalid");
        expect(invalid.length === 0 || events.length === 1).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("a place is named where and only where JSON.parse refuses it", () => {
    const parses = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const nearJson = fc
      .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), fc.nat({ max: 3 }))
      .map(([json, at, noise, drop]) => {
        const cut = at % (json.length + 1);
        return json.slice(0, cut) + noise + json.slice(cut + drop);
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), nearJson, fc.string()), (text) => {
        const error = locateJsonError(text);
        expect(error === null).toBe(parses(text));
        if (error !== null) expect(error.position).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3000 },
    );
  });

  test("depth and length are no danger", () => {
    expect(locateJsonError("[".repeat(1_000_000))?.position).toBe(1_000_000);
    expect(locateJsonError(`["${"a\\n".repeat(1_000_000)}`)?.position).toBe(3_000_002);
  });
});

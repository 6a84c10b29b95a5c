import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReadEvent } from "./reader.ts";
import { openFile } from "./readStream.ts";
import { recogniseFormat } from "./recogniseFormat.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const recognise = (bytes: Uint8Array, answerIs?: "gold" | "response") =>
  recogniseFormat(bytes, { atEnd: true, answerIs });

describe("a file of rows is recognised", () => {
  test.each([
    ["the interchange row", '{"problem_id":"p","response":"4"}', "plumbline-jsonl", []],
    [
      "its dialect",
      '{"id":"p","problem":"2+2?","gold":"4","response":"4","model":"m","meta":{}}',
      "plumbline-jsonl",
      [],
    ],
    [
      "lists of responses",
      '{"id":"p","gold":"4","responses":["4","5"]}',
      "list-valued",
      ["each text in `responses` is a sample"],
    ],
    [
      "lists under a singular name",
      '{"id":"p","gold":"4","generation":["4","5"]}',
      "list-valued",
      ["each text in `generation` is a sample"],
    ],
    [
      "a gold called `answer`",
      '{"id":"p","answer":"4","response":"4"}',
      "plumbline-jsonl",
      ["`answer` is read as the gold"],
    ],
    [
      "a response called `answer`",
      '{"id":"p","gold":"4","answer":"4"}',
      "plumbline-jsonl",
      ["`answer` is read as the response"],
    ],
    [
      "other tools' names",
      '{"id":"p","target":"4","completion":"4"}',
      "plumbline-jsonl",
      ["`completion` is read as the response", "`target` is read as the gold"],
    ],
    ["a broken first line", 'oops\n{"problem_id":"p","response":"4"}', "plumbline-jsonl", []],
    [
      "blank lines and a byte order mark",
      '\ufeff\n\n{"problem_id":"p","response":"4"}',
      "plumbline-jsonl",
      [],
    ],
  ])("%s", (_, text, id, assumptions) => {
    expect(recognise(encode(text))).toMatchObject({ status: "recognised", format: { id }, assumptions });
  });

  test("an `answer` that nothing settles is read once the user says what it is", () => {
    const bytes = encode('{"id":"p","answer":"4"}\n');
    expect(recognise(bytes)).toMatchObject({
      refusal: { code: "unclear_answer", fix: expect.stringMatching("--answer-is") },
    });
    expect(recognise(bytes, "response")).toMatchObject({ format: { id: "plumbline-jsonl" } });
  });

  test("more of the file is asked for while its first line is unfinished", () => {
    expect(recogniseFormat(encode('{"problem_id":'), { atEnd: false })).toEqual({ status: "more" });
  });
});

describe("a file that cannot be read is refused by name", () => {
  test.each([
    ["empty", "", /jsonl|row/i],
    ["empty", "\n \r\n", /row/],
    ["zip", "PK\u0003\u0004rest", /Unpack/],
    ["json_array", '[{"response":"4"}]', /jq/],
    ["json_array", '[\n  {"response":"4"}\n]', /jq/],
    ["json_document", '{\n  "results": []\n}', /jq/],
    ["not_json_lines", "id,gold,response\n1,4,4\n", /JSON object/],
    ["unknown_rows", '{"question_text":"2+2"}', /JSON object/],
    ["not_json_lines", "42\n43\n", /JSON object/],
    ["json_document", '{\n  "list": [\n"a"\n]}', /jq/],
    ["binary", "ab\u0000cd\u0001", /JSON object/],
  ])("%s", (code, text, fix) => {
    expect(recognise(encode(text))).toMatchObject({
      status: "refused",
      refusal: { code, fix: expect.stringMatching(fix) },
    });
  });

  test.each([
    ["gzip", [0x1f, 0x8b, 8, 0]],
    ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
    ["parquet", [0x50, 0x41, 0x52, 0x31]],
    ["utf16", [0xff, 0xfe, 0x7b, 0x00]],
    ["utf16", [0x7b, 0x00, 0x22, 0x00, 0x61, 0x00, 0x22, 0x00]],
  ])("%s", (code, bytes) => {
    expect(recognise(Uint8Array.from(bytes))).toMatchObject({ refusal: { code } });
  });

  test("garbage never throws and is never asked for more at its end", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string().map(encode)), (bytes) => {
        expect(recognise(bytes).status).not.toBe("more");
      }),
    );
  });
});

describe("a file is opened from a stream", () => {
  const text = `{"id":"p","answer":"1","responses":["a","b"]}\n{"id":"q","responses":["c", 4]}\n`;
  const readAll = async (chunks: Iterable<Uint8Array>) => {
    const file = await openFile(chunks);
    const events: ReadEvent[] = [];
    if ("events" in file) for await (const some of file.events) events.push(...some);
    return events;
  };

  test("rows of several responses give several samples, the bad one a reason", async () => {
    expect(await readAll([encode(text)])).toMatchObject([
      {
        kind: "row",
        line: 1,
        item: 0,
        byteStart: 0,
        byteEnd: 45,
        row: { problem_id: "p", gold: "1", response: "a" },
      },
      { kind: "row", line: 1, item: 1, row: { problem_id: "p", gold: "1", response: "b" } },
      { kind: "invalid", invalid: { line: 2, code: "not_a_row", reason: /item 2 of `responses`/ } },
    ]);
  });

  test("a first line that is too long does not hide the rows after it", async () => {
    const long = encode(`{"response":"${"x".repeat(20_000_000)}"}\n`);
    expect(await readAll([long, encode('{"problem_id":"p","response":"4"}\n')])).toMatchObject([
      { kind: "invalid", invalid: { line: 1, code: "line_too_long" } },
      { kind: "row", line: 2 },
    ]);
  });

  test("the chunks make no difference, a web stream neither", async () => {
    const whole = await readAll([encode(text)]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async (size) => {
        const bytes = encode(text);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.slice(at * size, (at + 1) * size),
        );
        expect(await readAll(chunks)).toEqual(whole);
      }),
    );
    const file = await openFile(new Blob([text]).stream());
    expect(file.recognition).toMatchObject({ format: { id: "list-valued" } });
  });
});

describe("fields", () => {
  const row = async (record: object) => {
    const file = await openFile([encode(`${JSON.stringify(record)}\n`)]);
    if (!("events" in file)) return file.recognition;
    const first = (await file.events.next()).value?.[0];
    return first?.kind === "row" ? first.row : first;
  };

  test("unknown keys go to meta, numbers become texts, null is absent", async () => {
    expect(
      await row({
        id: 12,
        gold: 4,
        response: "4",
        model: null,
        label: true,
        steps: null,
        meta: { idx: 3, sample: 2 },
      }),
    ).toEqual({
      problem_id: "12",
      sample_index: 2,
      gold: "4",
      response: "4",
      meta: { idx: 3, sample: 2, label: true },
    });
  });

  test("usage and the finish reason are read under the names of other tools", async () => {
    expect(
      await row({
        problem_id: "p",
        response: "",
        prompt_tokens: 3,
        completion_tokens: 9,
        cost: 0.5,
        finish_reason: "max_tokens",
      }),
    ).toEqual({ problem_id: "p", response: "", tokens_in: 3, tokens_out: 9, cost: 0.5, finish: "length" });
  });

  test("a key __proto__ is data like any other", async () => {
    const bytes = encode('{"problem_id":"p","response":"4","__proto__":{"gold":"5"}}\n');
    const file = await openFile([bytes]);
    if (!("events" in file)) throw new Error("not recognised");
    const first = (await file.events.next()).value?.[0];
    expect(first).toMatchObject({ kind: "row" });
    expect(first?.kind === "row" && "gold" in first.row).toBe(false);
  });
});

const data = process.env["PLUMBLINE_DATA"] ?? join(import.meta.dirname, "../../../../shared/data");
const hasData = existsSync(data);
if (!hasData && process.env["PLUMBLINE_REQUIRE_DATA"] === "1") throw new Error(`no data at ${data}`);
if (!hasData) console.log(`skipped: no public data at ${data}`);

describe.runIf(hasData)("public outputs are read with no flags", () => {
  test.each([
    ["outputs/openai_gsm8k.jsonl", 5276],
    ["outputs/game24_tot_io.jsonl", 3000],
    ["outputs/nemo_skills_rs.jsonl", 150],
    ["outputs/bigbench_mistake.jsonl", 2186],
    ["formats/generic.responses.jsonl", 2],
  ])("%s", async (name, rows) => {
    const file = await openFile([readFileSync(join(data, name))]);
    if (!("events" in file)) throw new Error(file.recognition.refusal.message);
    let read = 0;
    for await (const events of file.events) {
      for (const event of events) {
        expect(event.kind, JSON.stringify(event).slice(0, 300)).toBe("row");
        read += 1;
      }
    }
    expect(read).toBe(rows);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runPlumb } from "../testing/runPlumb.ts";

const check = async (stdin: string | Iterable<Uint8Array>) => {
  const { exit, output, notes } = await runPlumb(["check"], { stdin });
  expect({ exit, notes }).toEqual({ exit: 0, notes: "" });
  return output
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
};

describe("plumb check", () => {
  test("gives one verdict for each pair, in order, with the id as it came", async () => {
    expect(
      await check(
        '{"id":7,"gold":"1/2","pred":"So it is \\\\boxed{0.5}."}\n{"id":"b","gold":"4","pred":"5"}\n',
      ),
    ).toMatchObject([
      { id: 7, outcome: "correct", extracted: { text: "0.5", rule: "boxed" }, relation: "equal" },
      { id: "b", outcome: "incorrect", relation: "different" },
    ]);
  });

  test("has the promised keys and no others", async () => {
    const [verdict] = await check('{"id":1,"gold":"1","pred":"1","type":"math","policy":"exact"}');
    expect(Object.keys(verdict as object)).toEqual([
      "id",
      "outcome",
      "extracted",
      "relation",
      "by",
      "evidence",
      "fuel",
    ]);
  });

  test.each([
    ["", "the line is empty"],
    ["nonsense", "no JSON value starts here"],
    ['{"id":1', "the line ends in the middle of a value: was the file cut off?"],
    ["[1]", "a pair is a JSON object"],
    ['{"gold":"1","pred":"1"}', "`id` must be a text or a number"],
    ['{"id":1,"gold":1,"pred":"1"}', "`gold` must be a text"],
    ['{"id":1,"gold":"1"}', "`pred` must be a text"],
    ['{"id":1,"gold":"1","pred":"1","type":"sum"}', "`type` must be one of auto, math, text, choice"],
    ['{"id":1,"gold":"1","pred":"1","policy":"lax"}', "`policy` must be one of default, exact, relative"],
    ['{"id":1,"gold":"A","pred":"A","choices":["1"]}', "`choices` must be an object of texts"],
  ])("says why %j is no pair, with its line number", async (line, why) => {
    const good = '{"id":1,"gold":"1","pred":"1"}';
    expect(await check(`${good}\n${line}\n${good}\n`)).toMatchObject([
      { id: 1 },
      { line: 2, invalid_input: why },
      { id: 1 },
    ]);
  });

  test("answers every line of any input, however it arrives", async () => {
    const line = fc.oneof(
      fc.record({ id: fc.nat(), gold: fc.string(), pred: fc.string() }).map((pair) => JSON.stringify(pair)),
      fc.string().map((text) => text.replaceAll("\n", " ")),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 30 }),
        async (lines, size) => {
          const bytes = Buffer.from(`${lines.join("\n")}\n`);
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
            bytes.subarray(at * size, (at + 1) * size),
          );
          const replies = await check(chunks);
          expect(replies).toHaveLength(lines.length);
          expect(replies).toEqual(await check(`${lines.join("\n")}\n`));
        },
      ),
      { numRuns: 50 },
    );
  });
});

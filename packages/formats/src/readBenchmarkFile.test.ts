import { describe, expect, test } from "vitest";
import { type BenchmarkEvent, readBenchmarkFile } from "./readBenchmarkFile.ts";

async function read(...records: unknown[]): Promise<BenchmarkEvent[]> {
  const text = records
    .map((record) => (typeof record === "string" ? record : JSON.stringify(record)))
    .join("\n");
  const events: BenchmarkEvent[] = [];
  for await (const some of readBenchmarkFile([new TextEncoder().encode(text)])) events.push(...some);
  return events;
}

describe("a file of problems", () => {
  test("in the public shape: `answer` is the gold, groups become tags", async () => {
    expect(
      await read({
        id: "m-1",
        problem: "2+2?",
        answer: "4",
        meta: { level: 2, subject: "Algebra", solution: "2+2=4" },
      }),
    ).toEqual([
      {
        kind: "problem",
        line: 1,
        problem: { key: "m-1", statement: "2+2?", spec: { gold: "4" }, tags: ["subject:Algebra", "level:2"] },
      },
    ]);
  });

  test("in our own shape", async () => {
    expect(
      await read({
        key: "k",
        statement: "s",
        gold: "B",
        type: "choice",
        choices: ["12", "13"],
        tags: ["x"],
        cluster: "c",
      }),
    ).toMatchObject([
      {
        problem: {
          key: "k",
          statement: "s",
          spec: { gold: "B", type: "choice", choices: { A: "12", B: "13" } },
          tags: ["x"],
          cluster: "c",
        },
      },
    ]);
  });

  test.each([
    ["no gold", { id: "p", problem: "prove it", answer: null }, /no `answer`/],
    ["no key", { problem: "2+2?", answer: "4" }, /no `id`/],
    ["not an object", [1], /a list/],
    ["a gold JSON cannot carry", '{"id":"p","answer":12345678901234567890}', /quotes/],
  ])("%s is reported by line", async (_, record, reason) => {
    expect(await read({ id: "a", answer: "1" }, record)).toMatchObject([
      { kind: "problem" },
      { kind: "invalid", invalid: { line: 2, code: "not_a_row", reason: expect.stringMatching(reason) } },
    ]);
  });

  test("the second of two problems with one key is reported", async () => {
    expect(await read({ id: "a", answer: "1" }, "", { id: "a", answer: "2" })).toMatchObject([
      { kind: "problem" },
      { kind: "invalid", invalid: { line: 3, reason: "the key a is used on line 1 already" } },
    ]);
  });
});

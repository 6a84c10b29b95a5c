import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { type GradeReport, gradeReportSchema } from "@plumbline/contract";
import { afterAll, describe, expect, test } from "vitest";
import { runPlumb } from "../testing/runPlumb.ts";

const folder = mkdtempSync(join(tmpdir(), "plumb-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array | readonly object[]): string {
  const path = join(folder, name);
  const text = Array.isArray(content) ? content.map((row) => `${JSON.stringify(row)}\n`).join("") : content;
  writeFileSync(path, text as string | Uint8Array);
  return path;
}
async function grade(...args: string[]): Promise<GradeReport> {
  const { exit, output, notes } = await runPlumb(["grade", "--json", ...args]);
  expect({ exit, notes }).toEqual({ exit: 0, notes: "" });
  return gradeReportSchema.parse(JSON.parse(output));
}
const row = (id: string, gold: string, answer: string, more: object = {}) => ({
  problem_id: id,
  gold,
  response: `So it is \\boxed{${answer}}.`,
  ...more,
});

describe("plumb grade", () => {
  test("scores each model of a file by itself", async () => {
    const path = file("two.jsonl", [
      row("p", "4", "4", { model: "a" }),
      row("q", "5", "4", { model: "a" }),
      row("p", "4", "4", { model: "b" }),
    ]);
    expect(await grade(path)).toMatchObject({
      grader: expect.stringMatching(/^checker@.*\/default$/),
      runs: [
        {
          model: "a",
          n: 2,
          problems: 2,
          score: 0.5,
          outcomes: { correct: 1, incorrect: 1 },
          rules: { boxed: 2 },
        },
        { model: "b", n: 1, problems: 1, score: 1 },
      ],
      input: {
        files: [{ name: "two.jsonl", format: "plumbline-jsonl", rows: 3 }],
        benchmark: null,
        invalid_count: 0,
      },
    });
  });

  test("takes samples of one problem together: by statement, and by key where there is none", async () => {
    const byStatement = file("statement.jsonl", [
      row("row-1", "4", "4", { problem: "What is 2 + 2?" }),
      row("row-2", "4", "5", { problem: "What is  2 +\n2? " }),
    ]);
    expect(await grade(byStatement)).toMatchObject({ runs: [{ n: 2, problems: 1, score: 0.5 }] });
    const seeds = [1, 2].map((seed) => file(`seed-${seed}.jsonl`, [row("p", "4", "4", { model: "m" })]));
    expect(await grade(...seeds)).toMatchObject({ runs: [{ n: 2, problems: 1, score: 1 }] });
  });

  test("finds golds in a benchmark: by key, else by statement", async () => {
    const problems = file("problems.jsonl", [
      { id: "p", problem: "What is 2 + 2?", answer: "4" },
      { id: "q", problem: "What is 2 + 3?", answer: "5" },
    ]);
    const outputs = file("outputs.jsonl", [
      { problem_id: "p", response: "\\boxed{4}" },
      { problem_id: "row-17", problem: "What is 2 + 3?", response: "\\boxed{5}" },
      { problem_id: "elsewhere", response: "\\boxed{4}" },
    ]);
    expect(await grade(outputs, "--benchmark", problems)).toMatchObject({
      runs: [{ model: "outputs", n: 2, problems: 2, score: 1 }],
      input: {
        benchmark: "problems.jsonl",
        invalid_input: [{ line: 3, code: "unknown_problem" }],
        invalid_count: 1,
      },
    });
  });

  test("counts the first of two samples with one index and reports the second", async () => {
    const path = file("twice.jsonl", [
      row("p", "4", "4", { sample_index: 0 }),
      row("p", "4", "5", { sample_index: 0 }),
      row("p", "4", "4"),
    ]);
    expect(await grade(path)).toMatchObject({
      runs: [{ n: 2, score: 1 }],
      input: { invalid_input: [{ line: 2, code: "duplicate_sample" }] },
    });
  });

  test("reads packed files and standard input", async () => {
    const text = JSON.stringify(row("p", "4", "4", { model: "m" }));
    const { runs } = await grade(file("plain.jsonl", text));
    expect((await grade(file("a.jsonl.gz", gzipSync(text)))).runs).toEqual(runs);
    expect((await grade(file("a.jsonl.zst", zstdCompressSync(text)))).runs).toEqual(runs);
    const piped = await runPlumb(["grade", "-", "--json"], { stdin: text });
    expect(gradeReportSchema.parse(JSON.parse(piped.output)).runs).toEqual(runs);
  });

  test("--model selects rows of a file with several and names rows that have none", async () => {
    const path = file("models.jsonl", [
      row("p", "4", "4", { model: "a" }),
      row("p", "4", "5", { model: "b" }),
      row("q", "4", "4"),
    ]);
    expect(await grade(path, "--model", "b")).toMatchObject({ runs: [{ model: "b", n: 2, score: 0.5 }] });
  });

  test("prints tables for people and explains single samples", async () => {
    const path = file("people.jsonl", [
      row("p", "4", "5", { model: "a" }),
      { problem_id: "q", gold: "", response: "\\boxed{1}", model: "a" },
    ]);
    const { exit, output } = await runPlumb(["grade", path, "--explain", "p"]);
    expect(exit).toBe(0);
    expect(output).toMatch(/incorrect.*\n\s+extracted {2}5 {2}\(rule boxed\)\n\s+gold\s+4/);
    expect(output).toMatch(/│ a +│ 2 │ +2 │ +0\.0 % │.*0\.0 \.\. 50\.0 %/);
  });
});

describe("what cannot be graded is named, with what to do, and exits 2", () => {
  test.each([
    ["file_missing", () => join(folder, "missing.jsonl")],
    ["folder", () => folder],
    ["empty", () => file("empty.jsonl", "")],
    ["binary", () => file("binary.jsonl", Uint8Array.from([1, 2, 0, 3, 9, 8]))],
    ["utf16", () => file("utf16.jsonl", Buffer.from('\ufeff{"a":1}', "utf16le"))],
    ["not_json_lines", () => file("cut.jsonl", '{"problem_id": "p", "resp')],
    ["json_array", () => file("array.json", '[\n{"a":1}]')],
    ["unclear_answer", () => file("answer.jsonl", '{"id":"p","answer":"4"}')],
    ["no_gold", () => file("no-gold.jsonl", '{"id":"p","response":"4"}')],
    ["damaged_archive", () => file("damaged.gz", gzipSync("x".repeat(5_000)).subarray(0, 20))],
    ["no_samples", () => file("bad.jsonl", '{"problem_id":"p","response":"4","sample_index":-1}')],
  ])("%s", async (code, path) => {
    const { exit, output, notes } = await runPlumb(["grade", path(), "--json"]);
    expect(exit).toBe(2);
    expect(notes).toMatch(new RegExp(`^${code}: `));
    expect(JSON.parse(output)).toMatchObject({ error: { code } });
  });

  test.each([
    [["grade"], /missing required argument/],
    [["grade", "x", "--policy", "lax"], /Allowed choices/],
    [["grade", "x", "--jsn"], /Did you mean --json/],
    [["grad"], /Did you mean grade/],
  ])("wrong usage: plumb %j", async (args, note) => {
    const { exit, notes } = await runPlumb(args);
    expect({ exit, notes }).toEqual({ exit: 2, notes: expect.stringMatching(note) });
  });

  test("a line of 20 MB is reported, its neighbours are graded", async () => {
    const good = JSON.stringify(row("p", "4", "4"));
    const path = file("huge.jsonl", `${good}\n{"response":"${"x".repeat(20_000_000)}"}\n${good}\n`);
    expect(await grade(path)).toMatchObject({
      runs: [{ n: 2 }],
      input: { invalid_input: [{ line: 2, code: "line_too_long" }] },
    });
  });
});

test.each([[["--help"]], [["grade", "--help"]], [["submit", "--help"]], [["check", "--help"]]])(
  "plumb %j helps with examples",
  async (args) => {
    const { exit, output } = await runPlumb(args);
    expect({ exit, output }).toEqual({ exit: 0, output: expect.stringMatching(/Examples:\n {2}\S/) });
  },
);

const data = process.env["PLUMBLINE_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
const hasData = existsSync(data);
if (!hasData && process.env["PLUMBLINE_REQUIRE_DATA"] === "1") throw new Error(`no data at ${data}`);
if (!hasData) console.log(`skipped: no public data at ${data}`);

test.runIf(hasData)(
  "the published counts of GSM8K are reproduced exactly, with the rows' golds and the benchmark's",
  async () => {
    const counts = (report: GradeReport) =>
      Object.fromEntries(
        report.runs.map(({ model, n, problems, outcomes }) => [
          model,
          [outcomes.correct, outcomes.incorrect, n, problems],
        ]),
      );
    const outputs = join(data, "outputs", "openai_gsm8k.jsonl");
    const published = {
      "6b_finetuning": [286, 1033, 1319, 1319],
      "6b_verification": [515, 804, 1319, 1319],
      "175b_finetuning": [458, 861, 1319, 1319],
      "175b_verification": [742, 577, 1319, 1319],
    };
    expect(counts(await grade(outputs))).toEqual(published);
    expect(counts(await grade(outputs, "--benchmark", join(data, "benchmarks", "gsm8k_test.jsonl")))).toEqual(
      published,
    );
  },
);

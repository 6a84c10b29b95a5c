import { describe, expect, test } from "vitest";
import { analyseFile } from "./analyseFile.ts";
import { matchProblems } from "./matchProblems.ts";
import { toUploads } from "./toUploads.ts";

const line = (row: object) => `${JSON.stringify(row)}\n`;
const read = async (text: string, options = {}) => {
  const analysed = await analyseFile(new Blob([text]), options);
  if (!("analysis" in analysed)) throw new Error(analysed.refusal.message);
  return analysed.analysis;
};

describe("a file before it is sent", () => {
  test("models, problems and broken lines are counted", async () => {
    const found = await read(
      line({ problem_id: "p1", response: "1", model: "a" }) +
        line({ problem_id: "p1", response: "2", model: "a" }) +
        "{ broken\n" +
        line({ problem_id: "p2", response: "3", model: "b" }),
    );
    expect(found.rows).toBe(3);
    expect([...found.models]).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    expect(found.problems.map((problem) => problem.rows)).toEqual([2, 1]);
    expect(found.invalid.map((each) => [each.line, each.code])).toEqual([[3, "not_json"]]);
  });

  test("a file of another kind is refused by name, with what to do", async () => {
    const refused = await analyseFile(new Blob(["PAR1 and more"]));
    expect("refusal" in refused && refused.refusal.code).toBe("parquet");
  });

  test("gzip is unpacked", async () => {
    const packed = await new Response(
      new Blob([line({ problem_id: "p1", response: "1" })])
        .stream()
        .pipeThrough(new CompressionStream("gzip")),
    ).blob();
    const analysed = await analyseFile(packed);
    expect("analysis" in analysed && analysed.analysis.rows).toBe(1);
  });

  test("where `answer` could be either, the visitor settles it and the rows are written anew", async () => {
    const text = line({ problem_id: "p1", answer: "42" });
    const asked = await analyseFile(new Blob([text]));
    expect("refusal" in asked && asked.refusal.code).toBe("unclear_answer");
    const { plain, options, models } = await read(text, { answerIs: "response" });
    const [upload] = await toUploads(plain, options, [{ rowModel: [...models.keys()][0] ?? "", name: "m" }]);
    expect(JSON.parse((await upload?.blob.text()) ?? "")).toMatchObject({ problem_id: "p1", response: "42" });
  });
});

describe("what is sent", () => {
  const ofModel = (model: string | undefined, response: string) =>
    line({ problem_id: "p1", response, ...(model === undefined ? {} : { model }) });

  test("a file of one model goes as it is", async () => {
    const file = new Blob([ofModel("a", "1")]);
    const [upload] = await toUploads(file, {}, [{ rowModel: "a", name: "renamed" }]);
    expect(upload).toEqual({ name: "renamed", blob: file });
  });

  test("a file of several models is taken apart, and every row goes once", async () => {
    const file = new Blob([
      ofModel("a", "1"),
      ofModel("b", "2"),
      "broken\n",
      ofModel(undefined, "3"),
      ofModel("a", "4"),
    ]);
    const uploads = await toUploads(
      file,
      {},
      ["a", "b", ""].map((rowModel) => ({ rowModel, name: `run of ${rowModel}` })),
    );
    const responses = await Promise.all(
      uploads.map(async ({ blob }) =>
        (await blob.text())
          .trim()
          .split("\n")
          .map((row) => JSON.parse(row).response),
      ),
    );
    expect(responses).toEqual([["1", "4"], ["2"], ["3"]]);
  });
});

describe("matching rows with a benchmark", () => {
  const problems = [
    { id: "i1", key: "p1", statement: "What is\n1 + 1?" },
    { id: "i2", key: "p2", statement: "What is 2 + 2?" },
  ];

  test.each([
    ["by id", { id: "p1", statement: null }, 1],
    ["by statement where there is no id", { id: null, statement: "What is 1 + 1? " }, 1],
    ["by statement where the id names the row", { id: "row-7", statement: "What is 2 + 2?" }, 1],
    ["not at all", { id: "p9", statement: null }, 0],
  ])("%s", (_, named, answered) => {
    const match = matchProblems([{ ...named, rows: 3 }], problems);
    expect(match.answered).toBe(answered);
    expect(match.unknownRows).toBe(answered === 0 ? 3 : 0);
  });

  test("two rows of one problem answer one problem", () => {
    const named = [
      { id: "p1", statement: null, rows: 4 },
      { id: null, statement: "What is 1 + 1?", rows: 1 },
    ];
    expect(matchProblems(named, problems)).toEqual({ answered: 1, total: 2, unknownRows: 0, unknown: [] });
  });
});

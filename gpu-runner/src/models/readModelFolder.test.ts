import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EngineError } from "../engines/engine.ts";
import { makeModelFolder, type TestFolder, TINY_TOKENS } from "../testing/modelFolder.ts";
import { readModelFolder } from "./readModelFolder.ts";

let folder: TestFolder;
beforeEach(async () => {
  folder = await makeModelFolder();
});
afterEach(() => folder.dispose());

async function failure(): Promise<EngineError> {
  const error = await readModelFolder(folder.path).catch((reason: unknown) => reason);
  if (!(error instanceof EngineError)) throw new Error(`no EngineError: ${String(error)}`);
  return error;
}

describe("a model folder", () => {
  it("tells the graph, the ends and the context", async () => {
    const model = await readModelFolder(folder.path);
    expect(model.graph).toMatchObject({ kind: "loop", precision: "fp32" });
    expect(model.endTokens).toEqual([5, 11, 23]);
    expect(model).toMatchObject({ padToken: 0, contextLength: 256 });
  });

  it("takes one end token as well as a list, and the configuration's where the generation's has none", async () => {
    await folder.write("generation_config.json", JSON.stringify({ eos_token_id: 23 }));
    expect(await readModelFolder(folder.path)).toMatchObject({ endTokens: [23], padToken: 23 });
    await folder.write("generation_config.json", "{}");
    await folder.write("config.json", JSON.stringify({ eos_token_id: [7, 8], pad_token_id: 3 }));
    expect(await readModelFolder(folder.path)).toMatchObject({
      endTokens: [7, 8],
      padToken: 3,
      contextLength: null,
    });
  });

  it("runs the step graph where there is no Loop graph", async () => {
    await folder.remove("onnx/model_loop.onnx");
    expect((await readModelFolder(folder.path)).graph.kind).toBe("step");
  });

  it.each([
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "chat_template.jinja",
  ])("without %s is an error that names it", async (file) => {
    await folder.remove(file);
    const error = await failure();
    expect(error.kind).toBe("model_file_missing");
    expect(error.message).toContain(file);
    expect(error.fix).toContain(file);
    expect(error.retry).toBe(false);
  });

  it("without any graph names those that would do", async () => {
    await folder.remove("onnx");
    const error = await failure();
    expect(error.kind).toBe("model_file_missing");
    expect(error.message).toContain("onnx/model_loop.onnx or onnx/model.onnx");
  });

  it.each([
    ["config.json", "{", "JSON"],
    ["config.json", '{"max_position_embeddings":"long"}', "max_position_embeddings"],
    ["generation_config.json", '{"eos_token_id":"</s>"}', "eos_token_id"],
    ["generation_config.json", "{}", "no eos_token_id"],
    ["tokenizer.json", '{"version":"1.0"}', "model"],
    ["tokenizer.json", '{"model":{"type":"Runes"}}', "tokenizer.json"],
    ["tokenizer_config.json", "no", "JSON"],
    ["chat_template.jinja", "{% for m in %}", "Jinja"],
    ["onnx/model_loop.onnx", "version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"],
    ["onnx/model_loop.onnx", "", "empty"],
  ])("with a broken %s is an error that names it: %j", async (file, content, reason) => {
    await folder.write(file, content);
    const error = await failure();
    expect(error.kind).toBe("model_file_corrupt");
    expect(error.message).toContain(file.split("/").at(-1));
    expect(error.message).toContain(reason);
    expect(error.fix).not.toBe("");
  });

  it.each([
    ["a text", "T{{ messages[0].content }}"],
    [
      "a list of named ones",
      [
        { name: "tools", template: "-" },
        { name: "default", template: "T{{ messages[0].content }}" },
      ],
    ],
  ])("may hold its chat template as %s in tokenizer_config.json", async (_, template) => {
    await folder.remove("chat_template.jinja");
    await folder.write("tokenizer_config.json", JSON.stringify({ chat_template: template }));
    const { codec } = await readModelFolder(folder.path);
    expect(codec.encodeChat([{ role: "user", content: "1" }]).map((id) => TINY_TOKENS[id])).toEqual(["1"]);
  });

  it("has a revision that changes with any file and with nothing else", async () => {
    const { revision } = await readModelFolder(folder.path);
    expect(revision).toMatch(/^sha256-[0-9a-f]{32}$/);
    await folder.write("README.md", "words");
    expect((await readModelFolder(folder.path)).revision).toBe(revision);
    await folder.write("chat_template.jinja", "{{ messages[0].content }}");
    expect((await readModelFolder(folder.path)).revision).not.toBe(revision);
  });
});

describe("text and tokens", () => {
  const idOf = (token: string) => TINY_TOKENS.indexOf(token);

  it("a prompt is the rendered messages, the turn's opening and the prefill", async () => {
    const { codec } = await readModelFolder(folder.path);
    const ids = codec.encodeChat([{ role: "user", content: "1+2" }], "=é");
    expect(ids.map((id) => TINY_TOKENS[id])).toEqual(["<user>", "1", "+", "2", "<turn>", "=", "Ã", "©"]);
  });

  it("messages that the template refuses are refused with its words", async () => {
    const { codec } = await readModelFolder(folder.path);
    expect(() => codec.encodeChat([{ role: "system", content: "be brief" }])).toThrow(/no system role/);
  });

  it("comes in whole characters; special tokens have no text; a rest that is no character shows as such", async () => {
    const { codec } = await readModelFolder(folder.path);
    const decoder = codec.startDecoding();
    const pieces = ["a", "â", "Ĥ", "¬", "<user>", "Ġ", "hello", "Ã"].map((token) =>
      decoder.push(idOf(token)),
    );
    expect(pieces).toEqual(["a", "", "", "€", "", " ", "hello", ""]);
    expect(decoder.end()).toBe("\uFFFD");
    expect(decoder.end()).toBe("");
  });
});

/**
 * A model folder in Hugging Face's layout -> what is needed to run it.
 *
 * Decision: everything is read and checked before the first token, so that a folder that cannot work is named at the
 * start of a job and not in the middle. Each file that is missing or cannot be read is an `EngineError` with the
 * file's name and the fix. The graph is only chosen here; onnxruntime reads it, in the engine's process.
 * The revision is a hash over the contents of all files that take part, so that results name the weights they are from.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import { z } from "zod";
import { createTextCodec, type TextCodec } from "./createTextCodec.ts";
import { corrupt, missing } from "./modelFileErrors.ts";
import { readChatTemplate } from "./readChatTemplate.ts";

export interface ModelGraph {
  /** Absolute path. */
  readonly file: string;
  /** `loop`: decodes many tokens in one run; `step`: one token a run, as Hugging Face exports it. */
  readonly kind: "loop" | "step";
  readonly precision: "fp32" | "fp16";
}

export interface ModelFolder {
  readonly path: string;
  readonly graph: ModelGraph;
  readonly codec: TextCodec;
  /** Prompt and generated tokens together; null where the configuration does not say. */
  readonly contextLength: number | null;
  /** Any of these ends a text. At least one. */
  readonly endTokens: readonly number[];
  readonly padToken: number;
  /** `sha256-` and 32 hexadecimal digits, over names and contents of the files used. */
  readonly revision: string;
}

/** In the order of preference. */
const GRAPHS: readonly (ModelGraph & { readonly file: string })[] = [
  { file: "model_loop.onnx", kind: "loop", precision: "fp32" },
  { file: "model.onnx", kind: "step", precision: "fp32" },
  { file: "model_loop_fp16.onnx", kind: "loop", precision: "fp16" },
  { file: "model_fp16.onnx", kind: "step", precision: "fp16" },
];

const tokenIds = z.union([z.number().int(), z.array(z.number().int()).min(1)]).nullish();
const configSchema = z.looseObject({
  max_position_embeddings: z.number().int().positive().optional(),
  n_positions: z.number().int().positive().optional(),
  n_ctx: z.number().int().positive().optional(),
  eos_token_id: tokenIds,
  pad_token_id: z.number().int().nullish(),
});
const generationConfigSchema = z.looseObject({
  eos_token_id: tokenIds,
  pad_token_id: z.number().int().nullish(),
});
const tokenizerSchema = z.looseObject({ model: z.looseObject({}) });
const tokenizerConfigSchema = z.looseObject({});

/**
 * Reads the folder. `precision` wants the graph of that precision, `kind` the graph of that kind; without them the Loop
 * graph is taken before the step graph and fp32 before fp16.
 *
 * Throws `EngineError`: `model_file_missing`, `model_file_corrupt`.
 *
 * @example const { codec, graph } = await readModelFolder("gpu-runner/models/nano");
 */
export async function readModelFolder(
  path: string,
  wanted: { precision?: "fp32" | "fp16" | undefined; kind?: "loop" | "step" | undefined } = {},
): Promise<ModelFolder> {
  const graph = await chooseGraph(path, wanted);
  const config = await readJson(path, "config.json", configSchema);
  const generation = await readJson(path, "generation_config.json", generationConfigSchema);
  const tokenizerFile = await readJson(path, "tokenizer.json", tokenizerSchema);
  const tokenizerConfig = await readJson(path, "tokenizer_config.json", tokenizerConfigSchema);
  const template = await readChatTemplate(path, tokenizerConfig);
  const endTokens = [generation.eos_token_id ?? config.eos_token_id ?? []].flat();
  const firstEnd = endTokens[0];
  if (firstEnd === undefined)
    throw corrupt(path, "generation_config.json", "it has no eos_token_id, so no text would ever end");
  let tokenizer: Tokenizer;
  try {
    tokenizer = new Tokenizer(tokenizerFile, tokenizerConfig);
  } catch (error) {
    throw corrupt(path, "tokenizer.json", String(error), error);
  }
  return {
    path,
    graph,
    codec: createTextCodec(tokenizer, template, tokenizerConfig),
    contextLength: config.max_position_embeddings ?? config.n_positions ?? config.n_ctx ?? null,
    endTokens,
    padToken: generation.pad_token_id ?? config.pad_token_id ?? firstEnd,
    revision: await hashFiles(path, graph, template.file),
  };
}

async function readJson<T>(path: string, file: string, schema: z.ZodType<T>): Promise<T> {
  let text: string;
  try {
    text = await readFile(join(path, file), "utf8");
  } catch {
    throw missing(path, file);
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw corrupt(path, file, String(error), error);
    const issue = error.issues[0];
    throw corrupt(path, file, `${issue?.path.join(".") || "it"}: ${issue?.message}`, error);
  }
}

async function chooseGraph(
  path: string,
  wanted: { precision?: "fp32" | "fp16" | undefined; kind?: "loop" | "step" | undefined },
): Promise<ModelGraph> {
  const present = new Set(await readdir(join(path, "onnx")).catch(() => []));
  const fits = GRAPHS.filter(
    ({ precision, kind }) => precision === (wanted.precision ?? precision) && kind === (wanted.kind ?? kind),
  );
  const found = fits.find(({ file }) => present.has(file));
  if (found === undefined) throw missing(path, `onnx/${fits.map(({ file }) => file).join(" or onnx/")}`);
  const file = join(path, "onnx", found.file);
  const handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(20), 0, 20, 0);
  await handle.close();
  if (bytesRead === 0) throw corrupt(path, `onnx/${found.file}`, "the file is empty");
  if (buffer.toString("latin1").startsWith("version https://git"))
    throw corrupt(path, `onnx/${found.file}`, "it is a Git LFS pointer");
  return { ...found, file };
}

async function hashFiles(path: string, graph: ModelGraph, templateFile: string): Promise<string> {
  // Large weights lie beside the graph, and a Loop graph may share its step graph's: model.onnx_data, model.onnx.data.
  const beside = (await readdir(join(path, "onnx"))).filter((file) => !file.endsWith(".onnx"));
  const graphs = [basename(graph.file), ...beside].map((file) => `onnx/${file}`);
  const documents = ["config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json"];
  const all = createHash("sha256");
  for (const file of [...new Set([...documents, templateFile, ...graphs])].sort()) {
    const one = createHash("sha256");
    for await (const piece of createReadStream(join(path, file))) one.update(piece);
    all.update(`${file}\n${one.digest("hex")}\n`);
  }
  return `sha256-${all.digest("hex").slice(0, 32)}`;
}

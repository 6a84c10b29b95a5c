/**
 * The chat template of a model folder: `chat_template.jinja`, else `chat_template.json`, else the field of
 * `tokenizer_config.json` (one text, or a list of named ones of which `default` is taken): the order of
 * Hugging Face's own tools.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Template } from "@huggingface/jinja";
import { z } from "zod";
import { corrupt, missing } from "./modelFileErrors.ts";

export interface ChatTemplate {
  readonly template: Template;
  /** Where it stands, relative to the folder. */
  readonly file: string;
}

const named = z.array(z.object({ name: z.string(), template: z.string() }));
const fieldSchema = z.object({ chat_template: z.union([z.string(), named]) });

/** Throws `EngineError`: `model_file_missing` where no place has one, `model_file_corrupt` where it is no template. */
export async function readChatTemplate(path: string, tokenizerConfig: unknown): Promise<ChatTemplate> {
  const text = await readText(path, "chat_template.jinja");
  if (text !== null) return parse(path, "chat_template.jinja", text);
  const json = await readText(path, "chat_template.json");
  if (json !== null) return parse(path, "chat_template.json", pickField(path, "chat_template.json", json));
  if (!fieldSchema.safeParse(tokenizerConfig).success)
    throw missing(
      path,
      "chat_template.jinja",
      "has no chat template: neither a field in tokenizer_config.json nor",
    );
  const field = pick(path, "tokenizer_config.json", tokenizerConfig);
  return parse(path, "tokenizer_config.json", field);
}

function pickField(path: string, file: string, json: string): string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw corrupt(path, file, String(error), error);
  }
  return pick(path, file, value);
}

function pick(path: string, file: string, value: unknown): string {
  const read = fieldSchema.safeParse(value);
  if (!read.success) throw corrupt(path, file, "chat_template is neither a text nor a list of named ones");
  const field = read.data.chat_template;
  if (typeof field === "string") return field;
  const chosen = field.find(({ name }) => name === "default") ?? field[0];
  if (chosen === undefined) throw corrupt(path, file, "its list of chat templates is empty");
  return chosen.template;
}

function parse(path: string, file: string, text: string): ChatTemplate {
  try {
    return { template: new Template(text), file };
  } catch (error) {
    throw corrupt(path, file, `the chat template is not Jinja: ${String(error)}`, error);
  }
}

async function readText(path: string, file: string): Promise<string | null> {
  return readFile(join(path, file), "utf8").catch(() => null);
}

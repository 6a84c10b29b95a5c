/**
 * A whole model folder for tests: one of the converter's small random decoders (gpu-runner/converter/fixtures, real ONNX
 * graphs, 48 tokens), to which a byte-level tokeniser and a chat template are written in a folder that the test owns.
 * The tokens: 30 characters, the bytes of é and €, one word, and the special ones; 5, 11 and 23 end a text.
 */
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** `llama` has position_ids and its weights beside the graph; `tiny` has a 16-bit variant. */
export type Fixture = "tiny" | "llama";

/** Byte-level tokenisers write the bytes C3 A9 (é) and E2 82 AC (€) as these characters, and a space as Ġ. */
const PARTS = ["Ã", "©", "â", "Ĥ", "¬", "Ġ"];
const SPECIAL: Readonly<Record<number, string>> = {
  0: "<pad>",
  1: "<user>",
  2: "<turn>",
  5: "<end>",
  11: "<stop>",
  23: "<eot>",
};
const CHARACTERS = [..."0123456789+-*/=()abcdefghijklmn"];
const TEMPLATE =
  "{%- for message in messages -%}{%- if message.role == 'system' -%}{{- raise_exception('no system role') -}}" +
  "{%- endif -%}{{- '<user>' + message.content -}}{%- endfor -%}{%- if add_generation_prompt -%}{{- '<turn>' -}}{%- endif -%}";

/** The vocabulary, by id. */
export const TINY_TOKENS: readonly string[] = (() => {
  const others = [...PARTS, ...CHARACTERS, "hello", "Ċ", "x", "y", "z"];
  return Array.from({ length: 48 }, (_, id) => SPECIAL[id] ?? others.shift() ?? "");
})();

export interface TestFolder {
  readonly path: string;
  write(file: string, content: string | Uint8Array): Promise<void>;
  remove(file: string): Promise<void>;
  dispose(): Promise<void>;
}

/** @example const folder = await makeModelFolder(); ... await folder.dispose(); */
export async function makeModelFolder(fixture: Fixture = "tiny"): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), "plumbline-model-"));
  const from = fileURLToPath(new URL(`../../converter/fixtures/${fixture}`, import.meta.url));
  await cp(from, path, { recursive: true });
  const write = (file: string, content: string | Uint8Array) => writeFile(join(path, file), content);
  await write("tokenizer.json", JSON.stringify(toTokenizer()));
  await write(
    "tokenizer_config.json",
    JSON.stringify({ eos_token: "<eot>", clean_up_tokenization_spaces: false }),
  );
  await write("chat_template.jinja", TEMPLATE);
  return {
    path,
    write,
    remove: (file) => rm(join(path, file), { recursive: true }),
    dispose: () => rm(path, { recursive: true, force: true }),
  };
}

function toTokenizer(): object {
  return {
    version: "1.0",
    added_tokens: Object.entries(SPECIAL).map(([id, content]) => ({
      id: Number(id),
      content,
      special: true,
      normalized: false,
      single_word: false,
      lstrip: false,
      rstrip: false,
    })),
    normalizer: null,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: false },
    post_processor: null,
    decoder: { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: false },
    model: {
      type: "BPE",
      unk_token: null,
      vocab: Object.fromEntries(TINY_TOKENS.map((token, id) => [token, id])),
      merges: [],
      ignore_merges: false,
    },
  };
}

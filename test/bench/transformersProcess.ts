/**
 * transformers.js for comparison, in a process of its own; null where PLUMBLINE_TRANSFORMERS names no folder that has it.
 * It knows models by their type only, so it gets a copy of the folder in which the type is one with the same interface
 * (llama), and no end token.
 */
import { fork } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface TransformersProcess {
  generate(prompts: readonly (readonly number[])[]): Promise<void>;
  close(): void;
}

export interface TransformersOptions {
  readonly folder: string;
  readonly tokens: number;
  readonly threads: number | null;
}

/** What the bench uses of it. */
interface Transformers {
  readonly AutoModelForCausalLM: {
    from_pretrained(
      path: string,
      options: object,
    ): Promise<{ generate(options: object): Promise<{ dims: number[] }> }>;
  };
  readonly Tensor: new (type: string, data: BigInt64Array, dims: readonly number[]) => object;
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
}

export async function openTransformers(options: TransformersOptions): Promise<TransformersProcess | null> {
  const place = process.env["PLUMBLINE_TRANSFORMERS"];
  if (place === undefined || !existsSync(join(place, "node_modules/@huggingface/transformers"))) {
    console.error("transformers.js is left out: PLUMBLINE_TRANSFORMERS names no folder that has it.");
    return null;
  }
  const child = fork(fileURLToPath(import.meta.url), [place, JSON.stringify(options)], { execArgv: [] });
  let settle: (ended: Error | null) => void = () => {};
  child.on("message", () => settle(null));
  child.on("exit", (code) => settle(new Error(`transformers.js ended with exit code ${code}`)));
  const reply = () =>
    new Promise<void>((resolve, reject) => {
      settle = (ended) => (ended === null ? resolve() : reject(ended));
    });
  await reply();
  return {
    generate: (prompts) => {
      const done = reply();
      child.send(prompts);
      return done;
    },
    close: () => child.kill(),
  };
}

async function serve(place: string, { folder, tokens, threads }: TransformersOptions): Promise<void> {
  const entry = createRequire(join(place, "package.json")).resolve("@huggingface/transformers");
  const { AutoModelForCausalLM, Tensor, env } = (await import(pathToFileURL(entry).href)) as Transformers;
  const parent = mkdtempSync(join(tmpdir(), "plumbline-transformers-"));
  process.on("exit", () => rmSync(parent, { recursive: true, force: true }));
  process.on("SIGTERM", () => process.exit(0));
  cpSync(folder, join(parent, "model"), { recursive: true });
  for (const file of ["config.json", "generation_config.json"]) {
    const path = join(parent, "model", file);
    const config = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    writeFileSync(path, JSON.stringify({ ...config, model_type: "llama", eos_token_id: null }));
  }
  env.allowRemoteModels = false;
  env.localModelPath = parent;
  const model = await AutoModelForCausalLM.from_pretrained("model", {
    dtype: "fp32",
    device: "cpu",
    session_options: {
      extra: { session: { intra_op: { allow_spinning: "0" } } },
      ...(threads === null ? {} : { intraOpNumThreads: threads }),
    },
  });
  process.on("message", async (prompts: readonly (readonly number[])[]) => {
    const width = Math.max(...prompts.map((prompt) => prompt.length));
    const pads = prompts.map((prompt) => new Array<number>(width - prompt.length).fill(0));
    const ids = prompts.flatMap((prompt, row) => [...(pads[row] ?? []), ...prompt]);
    const mask = prompts.flatMap((prompt, row) => [...(pads[row] ?? []), ...prompt.map(() => 1)]);
    const tensor = (values: number[]) =>
      new Tensor("int64", BigInt64Array.from(values, BigInt), [prompts.length, width]);
    const { dims } = await model.generate({
      input_ids: tensor(ids),
      attention_mask: tensor(mask),
      do_sample: true,
      temperature: 1,
      top_k: 0,
      max_new_tokens: tokens,
    });
    if (dims[1] !== width + tokens) throw new Error(`transformers.js made ${dims} tokens`);
    process.send?.("done");
  });
  process.send?.("ready");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , place = "", options = "{}"] = process.argv;
  await serve(place, JSON.parse(options) as TransformersOptions);
}

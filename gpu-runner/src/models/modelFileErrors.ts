/** The two ways in which a file of a model folder fails, each with the file's name and the fix. */
import { join } from "node:path";
import { EngineError } from "../engines/engine.ts";

/** `file` relative to the folder; `what` finishes the sentence "The model folder PATH ... FILE". */
export function missing(path: string, file: string, what = "has no"): EngineError {
  return new EngineError("model_file_missing", `The model folder ${path} ${what} ${file}.`, {
    fix: `Put ${file} there: copy or download the whole model folder again (Hugging Face layout: config.json, generation_config.json, tokenizer.json, tokenizer_config.json, chat_template.jinja, onnx/model.onnx).`,
    retry: false,
  });
}

export function corrupt(path: string, file: string, reason: string, cause?: unknown): EngineError {
  return new EngineError("model_file_corrupt", `${join(path, file)} cannot be used: ${reason}.`, {
    fix: `Copy or download ${file} of this model again; a checkout made without Git LFS holds pointers instead of files (git lfs pull).`,
    retry: false,
    cause,
  });
}

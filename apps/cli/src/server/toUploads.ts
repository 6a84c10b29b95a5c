/**
 * What is sent for each model.
 * Decision: a file of one model goes up as it is, byte for byte (equal bytes are found again as the same run). A file
 * of several is taken apart on this machine, so that a run holds its own rows and nothing is sent twice; so are rows
 * whose `answer` a flag had to settle, because the server must read them without it.
 */
import { once } from "node:events";
import { createReadStream, createWriteStream, openAsBlob, type WriteStream } from "node:fs";
import { join } from "node:path";
import { openFile, type ReadOptions } from "@plumbline/formats";
import type { Outputs } from "./inspectOutputs.ts";

export interface ModelUpload {
  readonly model: string;
  readonly blob: Blob;
}

/**
 * @param chosen the models to send. Of several, each takes the rows that carry its name; a single one takes
 * `rowModel`'s rows, or all where that is undefined.
 */
export async function toUploads(
  outputs: Outputs,
  chosen: readonly { readonly name: string; readonly rowModel: string | undefined }[],
  options: ReadOptions,
  scratchFolder: string,
): Promise<ModelUpload[]> {
  const [only] = chosen;
  const whole = chosen.length === 1 && only?.rowModel === undefined && options.answerIs === undefined;
  if (only !== undefined && whole) return [{ model: only.name, blob: await openAsBlob(outputs.path) }];

  const parts = chosen.map(({ name, rowModel }, at) => {
    const path = join(scratchFolder, `model-${at}.jsonl`);
    return { name, rowModel, path, file: createWriteStream(path, { mode: 0o600 }) };
  });
  const file = await openFile(createReadStream(outputs.path, { highWaterMark: 256 * 1024 }), options);
  if (!("events" in file)) throw new Error(`${outputs.path} changed while it was read`);
  for await (const events of file.events) {
    for (const part of parts) {
      const text = events.flatMap((event) => {
        const mine =
          event.kind === "row" && (part.rowModel === undefined || event.row.model === part.rowModel);
        return mine ? [`${JSON.stringify(event.row)}\n`] : [];
      });
      await put(part.file, text.join(""));
    }
  }
  return Promise.all(
    parts.map(async ({ name, path, file: part }) => {
      part.end();
      await once(part, "finish");
      return { model: name, blob: await openAsBlob(path) };
    }),
  );
}

async function put(file: WriteStream, text: string): Promise<void> {
  if (text !== "" && !file.write(text)) await once(file, "drain");
}

/**
 * What is sent for each model.
 * Decision: a file of one model goes up as it is, byte for byte, because equal bytes are found again as the same run. A
 * file of several is taken apart here, so that a run holds its own rows and nothing is sent twice; so are rows whose
 * `answer` the visitor had to settle, because the server must read them without being told.
 */
import { openFile, type ReadOptions } from "@plumbline/formats";

export interface ModelUpload {
  /** What the run shows. */
  readonly name: string;
  readonly blob: Blob;
}

/** `rowModel` is the name in the rows, empty for rows that name none. Throws where the file changed since it was read. */
export async function toUploads(
  file: Blob,
  options: ReadOptions,
  models: readonly { readonly rowModel: string; readonly name: string }[],
): Promise<readonly ModelUpload[]> {
  const [only] = models;
  if (models.length === 1 && only !== undefined && options.answerIs === undefined) {
    return [{ name: only.name, blob: file }];
  }
  const opened = await openFile(file.stream(), options);
  if (!("events" in opened)) throw new Error("The file changed while it was read.");
  // A blob per piece of input leaves memory to the browser, which keeps large ones on disk.
  const parts = new Map<string, Blob[]>(models.map(({ rowModel }) => [rowModel, []]));
  for await (const events of opened.events) {
    const texts = new Map<string, string>();
    for (const event of events) {
      if (event.kind === "invalid") continue;
      const model = event.row.model ?? "";
      texts.set(model, `${texts.get(model) ?? ""}${JSON.stringify(event.row)}\n`);
    }
    for (const [model, text] of texts) parts.get(model)?.push(new Blob([text]));
  }
  return models.map(({ rowModel, name }) => ({ name, blob: new Blob(parts.get(rowModel) ?? []) }));
}

/** Sends a file as one run for each of its models. */
import { type Client, uploadInParts } from "@plumbline/client";
import type { RunView } from "@plumbline/contract";
import type { ReadOptions } from "@plumbline/formats";
import { toUploads } from "./toUploads.ts";

export interface Submission {
  readonly benchmark: string;
  readonly visibility: RunView["visibility"];
  readonly label: string;
  readonly organisation: string;
  readonly file: Blob;
  readonly options: ReadOptions;
  /** `rowModel` is the name in the rows, empty where they name none; `name` is what the run shows. */
  readonly models: readonly { readonly rowModel: string; readonly name: string }[];
}

export interface Submitted {
  readonly run: RunView;
  /** The same outputs had been submitted before: this is that run. */
  readonly replayed: boolean;
}

/** `onProgress` gets the share of all bytes sent, 0 to 1. Throws `ApiError`; runs made before it stay. */
export async function submitRuns(
  client: Client,
  { benchmark, visibility, label, organisation, file, options, models }: Submission,
  onProgress: (share: number) => void,
): Promise<readonly Submitted[]> {
  const submitted: Submitted[] = [];
  const uploads = await toUploads(file, options, models);
  const total = uploads.reduce((sum, { blob }) => sum + blob.size, 0);
  let before = 0;
  for (const { name, blob } of uploads) {
    const run = await client.createRun({
      benchmark,
      visibility,
      source: "web",
      model: { name, ...(organisation === "" ? {} : { organisation }) },
      ...(label === "" ? {} : { label }),
    });
    const start = before;
    submitted.push(
      await uploadInParts(client, run.id, blob, ({ sentBytes }) =>
        onProgress((start + sentBytes) / Math.max(1, total)),
      ),
    );
    before += blob.size;
  }
  return submitted;
}

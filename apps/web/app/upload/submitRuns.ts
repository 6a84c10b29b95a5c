/** Sends a file as one run for each of its models. */
import { type Client, uploadInParts } from "@plumbline/client";
import type { RunView } from "@plumbline/contract";

export interface Submission {
  readonly benchmark: string;
  readonly visibility: RunView["visibility"];
  readonly label: string;
  readonly organisation: string;
  readonly upload: Blob;
  /** `rowModel` is the name in the rows, null where they name none; `name` is what the run shows. */
  readonly models: readonly { readonly rowModel: string | null; readonly name: string }[];
}

export interface Submitted {
  readonly run: RunView;
  /** The same outputs had been submitted before: this is that run. */
  readonly replayed: boolean;
}

/** `onProgress` gets the share of all bytes sent, 0 to 1. Throws `ApiError`; runs made before it stay. */
export async function submitRuns(
  client: Client,
  { benchmark, visibility, label, organisation, upload, models }: Submission,
  onProgress: (share: number) => void,
): Promise<readonly Submitted[]> {
  const submitted: Submitted[] = [];
  for (const [place, { rowModel, name }] of models.entries()) {
    const run = await client.createRun({
      benchmark,
      visibility,
      source: "web",
      model: { name, ...(organisation === "" ? {} : { organisation }) },
      ...(label === "" ? {} : { label }),
      ...(rowModel === null || models.length === 1 ? {} : { rowModel }),
    });
    submitted.push(
      await uploadInParts(client, run.id, upload, ({ sentBytes, totalBytes }) =>
        onProgress((place + sentBytes / Math.max(1, totalBytes)) / models.length),
      ),
    );
  }
  return submitted;
}

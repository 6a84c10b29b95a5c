/** Outputs to a server: a run is made, the file sent, the grading waited for. One model at a time. */
import { type UploadProgress, uploadInParts } from "@plumbline/client";
import type { CreateRun, RunResults, RunView } from "@plumbline/contract";
import { CommandFailure } from "../failure.ts";
import { startProgress } from "../startProgress.ts";
import type { Surroundings } from "../surroundings.ts";
import type { ChosenModel } from "./chooseModels.ts";
import type { Server } from "./connect.ts";
import type { PreparedUpload } from "./prepareUpload.ts";
import { waitForRun } from "./waitForRun.ts";

export interface SubmittedRun {
  readonly run: RunView;
  readonly url: string;
  /** The same bytes had been submitted before: no second run was made. */
  readonly replayed: boolean;
  /** Null where the run was not waited for, or failed. */
  readonly results: RunResults | null;
}

export async function submitModel(
  server: Server,
  upload: PreparedUpload,
  model: ChosenModel,
  settings: Omit<CreateRun, "model" | "rowModel"> & { readonly modelDetails: Partial<CreateRun["model"]> },
  wait: boolean,
  surroundings: Surroundings,
): Promise<SubmittedRun> {
  const { modelDetails, ...rest } = settings;
  const created = await server.client.createRun({
    ...rest,
    model: { name: model.name, ...modelDetails },
    ...(model.rowModel === undefined ? {} : { rowModel: model.rowModel }),
  });
  let place = `${server.url}/runs/${created.id}`;
  let sent = false;
  const stopListening = surroundings.onInterrupt(() => {
    surroundings.note(
      sent
        ? `\nNot waiting any more. The run goes on at the server: ${place}`
        : "\nStopped in the middle of the upload; nothing was graded. Submit the file again.",
    );
    process.exit(130);
  });
  try {
    const uploaded = await send(server, created.id, upload.blob, model.name, surroundings);
    sent = true;
    place = `${server.url}/runs/${uploaded.run.id}`;
    if (!wait) return { run: uploaded.run, url: place, replayed: uploaded.replayed, results: null };
    const run = await watch(server, uploaded.run, model.name, surroundings);
    if (run.state === "failed") {
      throw new CommandFailure(
        3,
        "run_failed",
        `${model.name}: the run failed: ${run.failure ?? "no reason given"}.`,
        place,
      );
    }
    const results = await server.client.results(run.id);
    return { run, url: place, replayed: uploaded.replayed, results };
  } finally {
    stopListening();
  }
}

async function send(server: Server, runId: string, blob: Blob, label: string, surroundings: Surroundings) {
  const progress = startProgress(`Sending ${label}`, blob.size, surroundings);
  try {
    return await uploadInParts(server.client, runId, blob, ({ sentBytes }: UploadProgress) =>
      progress.update(sentBytes),
    );
  } finally {
    progress.stop();
  }
}

async function watch(
  server: Server,
  run: RunView,
  label: string,
  surroundings: Surroundings,
): Promise<RunView> {
  const progress = startProgress(`Grading ${label}`, 100, surroundings);
  try {
    return await waitForRun(server.client, run.id, ({ percent }) => progress.update(percent), surroundings);
  } finally {
    progress.stop();
  }
}

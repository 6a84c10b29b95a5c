/** Outputs to a server: a run is made, the file sent, the grading waited for. One model at a time. */
import { type UploadProgress, uploadInParts } from "@plumbline/client";
import type { CreateRun, RunResults, RunView } from "@plumbline/contract";
import { CommandFailure } from "../failure.ts";
import { startProgress } from "../startProgress.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Server } from "./connect.ts";
import type { ModelUpload } from "./toUploads.ts";
import { waitForRun } from "./waitForRun.ts";

export interface SubmittedRun {
  readonly run: RunView;
  readonly url: string;
  /** The same bytes had been submitted before: no second run was made. */
  readonly replayed: boolean;
  /** Null where the run was not waited for, or failed. */
  readonly results: RunResults | null;
}

/** All of a run but its model's name. */
export type RunSettings = Omit<CreateRun, "model" | "rowModel"> & {
  readonly modelDetails: Partial<CreateRun["model"]>;
};

export async function submitModel(
  server: Server,
  { model, blob }: ModelUpload,
  settings: RunSettings,
  wait: boolean,
  surroundings: Surroundings,
): Promise<SubmittedRun> {
  const { modelDetails, ...rest } = settings;
  const created = await server.client.createRun({ ...rest, model: { name: model, ...modelDetails } });
  let place = `${server.url}/runs/${created.id}`;
  let sent = false;
  const interrupted = Promise.withResolvers<never>();
  const stopListening = surroundings.onInterrupt(() => {
    const [code, message, fix] = sent
      ? (["not_waiting", "Not waiting any more: the run goes on at the server.", place] as const)
      : (["not_sent", "Stopped before the file was sent: nothing is graded.", "Submit it again."] as const);
    interrupted.reject(new CommandFailure(130, code, message, fix));
  });
  const work = async (): Promise<SubmittedRun> => {
    const uploaded = await send(server, created.id, blob, model, surroundings);
    sent = true;
    place = `${server.url}/runs/${uploaded.run.id}`;
    if (!wait) return { run: uploaded.run, url: place, replayed: uploaded.replayed, results: null };
    const run = await watch(server, uploaded.run, model, surroundings);
    if (run.state === "failed") {
      const reason = run.failure ?? "no reason given";
      throw new CommandFailure(3, "run_failed", `${model}: the run failed: ${reason}.`, place);
    }
    return { run, url: place, replayed: uploaded.replayed, results: await server.client.results(run.id) };
  };
  try {
    return await Promise.race([work(), interrupted.promise]);
  } finally {
    stopListening();
  }
}

async function send(server: Server, runId: string, blob: Blob, label: string, surroundings: Surroundings) {
  const progress = startProgress(`Sending ${label}`, blob.size, surroundings);
  try {
    const onProgress = ({ sentBytes }: UploadProgress) => progress.update(sentBytes);
    return await uploadInParts(server.client, runId, blob, onProgress, { sleep: surroundings.sleep });
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

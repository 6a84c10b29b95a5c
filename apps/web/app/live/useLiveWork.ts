/**
 * Follows the heavy jobs of a run, and what their samples and votes are worth, while they move. Decision: the list of
 * jobs is small and asked for often, with the ETag of the last answer; the selection is computed from every sample and
 * asked for only after progress, and never more often than a few seconds. The page's own loader runs again only when a
 * job changes its state, so that a list that somebody scrolls is not thrown away under them.
 */
import type { JobView, RunSelection } from "@plumbline/contract";
import { useEffect, useState } from "react";
import { areMoving } from "../jobs/jobWords.ts";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5_000;
const SELECTION_EVERY_MS = 4_000;

export interface LiveWork {
  readonly jobs: readonly JobView[];
  /** Null where none has come since the page was loaded. */
  readonly selection: RunSelection | null;
}

/** The newest jobs and selection of a run; `onChange` is called when a job began, ended, or was joined by another. */
export function useLiveWork(runId: string, loaded: readonly JobView[], onChange: () => void): LiveWork {
  const [news, setNews] = useState<(LiveWork & { readonly runId: string }) | null>(null);
  const moving = areMoving(loaded);
  useEffect(() => {
    if (!moving) return;
    const aborter = new AbortController();
    const onNews = (work: LiveWork) => setNews({ ...work, runId });
    void follow(runId, loaded, { signal: aborter.signal, onNews, onChange });
    return () => aborter.abort();
  }, [moving, runId, loaded, onChange]);
  // What was loaded after the last job ended is newer than what was polled before.
  return moving && news?.runId === runId ? news : { jobs: loaded, selection: null };
}

interface Follower {
  readonly signal: AbortSignal;
  readonly onNews: (work: LiveWork) => void;
  readonly onChange: () => void;
}

async function follow(
  runId: string,
  loaded: readonly JobView[],
  { signal, onNews, onChange }: Follower,
): Promise<void> {
  const { jobViewSchema, pageSchema, runSelectionSchema } = await import("@plumbline/contract");
  const path = `/api/v1/runs/${encodeURIComponent(runId)}`;
  const jobsSchema = pageSchema(jobViewSchema);
  let etag = "";
  let wait = FIRST_WAIT_MS;
  const states = statesOf(loaded);
  let selection: RunSelection | null = null;
  let selectionDueAt = 0;
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, document.hidden ? LONGEST_WAIT_MS : wait));
    const headers: HeadersInit = etag === "" ? {} : { "if-none-match": etag };
    const reply = await fetch(`${path}/jobs`, { headers, signal }).catch(() => null);
    if (reply?.ok !== true) {
      wait = Math.min(wait * 1.5, LONGEST_WAIT_MS);
      continue;
    }
    wait = FIRST_WAIT_MS;
    etag = reply.headers.get("etag") ?? "";
    const { items: jobs } = jobsSchema.parse(await reply.json());
    onNews({ jobs, selection });
    if (statesOf(jobs) !== states) {
      onChange();
      // The page loads anew and, if there is still something to follow, follows from there.
      return;
    }
    if (Date.now() < selectionDueAt || !jobs.some(({ state, kind }) => state === "leased" && fills(kind)))
      continue;
    const worth = await fetch(`${path}/selection`, { signal }).catch(() => null);
    selectionDueAt = Date.now() + SELECTION_EVERY_MS;
    if (worth?.ok !== true) continue;
    selection = runSelectionSchema.parse(await worth.json());
    onNews({ jobs, selection });
  }
}

function statesOf(jobs: readonly JobView[]): string {
  return jobs.map(({ id, state }) => `${id} ${state}`).join();
}

/** Whether the kind of job brings samples or votes. */
function fills(kind: JobView["kind"]): boolean {
  return kind !== "regrade" && kind !== "locate";
}

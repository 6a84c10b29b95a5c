/**
 * Follows a run while it is graded. Decision: polls with the ETag of the last answer, so that a second without news
 * costs an empty 304, and slows down while nothing moves; it stops for good when the run is finished.
 */
import type { RunView } from "@plumbline/contract";
import { useEffect, useState } from "react";

const FIRST_WAIT_MS = 700;
const LONGEST_WAIT_MS = 5_000;

/** The newest view of the run; `onFinish` is called once, when it stops moving. */
export function useLiveRun(loaded: RunView, onFinish: () => void): RunView {
  const [polled, setPolled] = useState<RunView | null>(null);
  const live = isLive(loaded);
  useEffect(() => {
    if (!live) return;
    const aborter = new AbortController();
    void follow(loaded.id, aborter.signal, setPolled).then((finished) => finished && onFinish());
    return () => aborter.abort();
  }, [live, loaded.id, onFinish]);
  return live && polled?.id === loaded.id ? polled : loaded;
}

export function isLive(run: Pick<RunView, "state">): boolean {
  return run.state === "grading" || run.state === "awaiting_upload";
}

async function follow(id: string, signal: AbortSignal, onNews: (run: RunView) => void): Promise<boolean> {
  const { runViewSchema } = await import("@plumbline/contract");
  let etag = "";
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const headers: HeadersInit = etag === "" ? {} : { "if-none-match": etag };
    const response = await fetch(`/api/v1/runs/${encodeURIComponent(id)}`, { headers, signal }).catch(
      () => null,
    );
    if (response?.ok !== true) {
      wait = Math.min(wait * 1.5, LONGEST_WAIT_MS);
      continue;
    }
    wait = FIRST_WAIT_MS;
    etag = response.headers.get("etag") ?? "";
    const run = runViewSchema.parse(await response.json());
    onNews(run);
    if (!isLive(run)) return true;
  }
  return false;
}

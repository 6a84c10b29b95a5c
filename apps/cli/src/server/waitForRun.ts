/** Waits until a run is graded, through short breaks of the server. */
import { ApiError, type Client } from "@plumbline/client";
import type { RunView } from "@plumbline/contract";
import type { Surroundings } from "../surroundings.ts";

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 3_000;
/** A server that restarts is back within this many waits. */
const FAILURES_BORNE = 20;

export function isFinished(run: Pick<RunView, "state">): boolean {
  switch (run.state) {
    case "awaiting_upload":
    case "grading":
      return false;
    case "complete":
    case "complete_with_errors":
    case "failed":
    case "deleted":
      return true;
  }
}

/** Asks again and again, ever more seldom while nothing moves; `onChange` sees every answer. */
export async function waitForRun(
  client: Pick<Client, "run">,
  id: string,
  onChange: (run: RunView) => void,
  surroundings: Pick<Surroundings, "sleep">,
): Promise<RunView> {
  let wait = FIRST_WAIT_MS;
  let failures = 0;
  let percent = -1;
  for (;;) {
    try {
      const run = await client.run(id);
      failures = 0;
      onChange(run);
      if (isFinished(run)) return run;
      wait = run.percent > percent ? FIRST_WAIT_MS : Math.min(wait * 1.3, LONGEST_WAIT_MS);
      percent = run.percent;
    } catch (error) {
      failures += 1;
      const lasting = error instanceof ApiError && error.status < 500 && error.status !== 429;
      if (lasting || failures > FAILURES_BORNE) throw error;
      wait = LONGEST_WAIT_MS;
    }
    await surroundings.sleep(wait);
  }
}

/** An engine's error as the end of a job, told to people on the run's page. */
import type { EngineError } from "../engines/engine.ts";
import type { JobEnd } from "./executor.ts";

/** Longest reason the server takes. */
const REASON_CHARACTERS = 4_000;

export function toFailedEnd(error: EngineError): JobEnd & { readonly status: "failed" } {
  const { title, retry } = judge(error);
  const reason = `${title} (${error.kind}): ${error.message} ${error.fix}`;
  return { status: "failed", reason: reason.slice(0, REASON_CHARACTERS), retry };
}

/** Another attempt is made where the engine says that it may help; where it cannot help whatever the engine says, not. */
function judge({ kind, retry }: EngineError): { readonly title: string; readonly retry: boolean } {
  switch (kind) {
    case "model_file_missing":
      return { title: "The runner does not have the whole model", retry };
    case "model_file_corrupt":
      return { title: "The runner cannot read the model", retry };
    case "provider_unavailable":
      return { title: "The runner cannot compute where it was told to", retry };
    case "context_too_long":
      return { title: "A prompt does not fit into the model's context", retry: false };
    case "engine_died":
      return { title: "The engine ended in the middle of its work", retry };
    case "rate_limited":
      return { title: "The model's server takes no more requests for now", retry };
    case "server_error":
      return { title: "The model's server failed", retry };
    case "bad_reply":
      return { title: "The model's server answered something that cannot be read", retry };
    case "timed_out":
      return { title: "The model did not answer in time", retry };
    case "unreachable":
      return { title: "The model's server cannot be reached", retry };
    case "refused":
      return { title: "The model's server refuses the request", retry };
    case "budget_exhausted":
      return { title: "The runner's budget is spent", retry };
  }
}

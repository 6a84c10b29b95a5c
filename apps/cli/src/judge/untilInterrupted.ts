/** Work that Ctrl-C ends: calls under way are called off, and what is settled is kept. */
import { CommandFailure } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";

export async function untilInterrupted<Result>(
  surroundings: Surroundings,
  work: (stop: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const interrupted = Promise.withResolvers<never>();
  const stopListening = surroundings.onInterrupt(() => {
    const message = "Stopped. Judgements that are settled are kept.";
    interrupted.reject(new CommandFailure(130, "stopped", message, "The same command goes on from there."));
    stop.abort();
  });
  try {
    return await Promise.race([work(stop.signal), interrupted.promise]);
  } finally {
    stopListening();
  }
}

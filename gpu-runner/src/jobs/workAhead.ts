/**
 * Groups of work, made some at a time and handed in strictly in order.
 * Decision: the next groups are begun before one is handed in, so that an engine does not wait for the server. How many
 * are in work is fixed, never measured: what one call of an engine holds must not depend on time.
 */

export interface WorkAhead<Group, Made> {
  readonly groups: AsyncIterable<Group>;
  /** Groups in work at once, at least 1. */
  readonly width: number;
  readonly drain: AbortSignal;
  readonly stop: AbortSignal;
  /** The signal ends with the job, or when a drained job leaves the groups behind that it has begun. */
  make(group: Group, signal: AbortSignal): Promise<Made>;
  handIn(group: Group, made: Made): Promise<void>;
}

/** `drained`: told to stop with groups left; those handed in stand. */
export async function workAhead<Group, Made>(work: WorkAhead<Group, Made>): Promise<"finished" | "drained"> {
  const abandoned = new AbortController();
  const signal = AbortSignal.any([work.stop, abandoned.signal]);
  const groups = work.groups[Symbol.asyncIterator]();
  const begun: { readonly group: Group; readonly made: Promise<Made> }[] = [];
  let exhausted = false;

  async function begin(): Promise<void> {
    while (!exhausted && begun.length < work.width && !work.drain.aborted) {
      const next = await groups.next();
      if (next.done === true) {
        exhausted = true;
        return;
      }
      const made = work.make(next.value, signal);
      // Looked at when its turn comes; until then a failure must not count as unhandled.
      made.catch(() => {});
      begun.push({ group: next.value, made });
    }
  }

  try {
    await begin();
    for (;;) {
      const first = begun.shift();
      if (first === undefined) return exhausted ? "finished" : "drained";
      const made = await first.made;
      await begin();
      await work.handIn(first.group, made);
      if (work.drain.aborted && !(exhausted && begun.length === 0)) return "drained";
    }
  } finally {
    abandoned.abort();
    await groups.return?.();
  }
}

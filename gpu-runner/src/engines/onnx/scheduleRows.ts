/**
 * Makes batches out of overlapping calls: rows wait, run in chunks of K tokens, and leave.
 *
 * Decision: rows join when at most half of the batch is taken, and then as many as fit: the new ones' prompts are read
 * as a batch of their own, whose first chunk is drawn at once, and from the next chunk on all live rows go as one. So the cost
 * of a join is paid seldom, and a long row does not hold up the others. The calls that wait give rows in turn; a call
 * gives its longest prompts first (equal lengths: by token ids, seed and draw), so prompts in a batch are
 * of similar length and the batches of a call do not depend on the order of its requests.
 * One call alone on an engine is a function of its requests. Calls that overlap share batches as they happen to come,
 * and a row in another batch differs in the last bits of floating point only (README.md has the measured share).
 *
 * An aborted call is rejected at once and its rows leave before the next chunk. Where no row of the chunk in work is
 * wanted any more and it goes on for a second, the process is killed. When the process dies, calls with rows in it fail;
 * rows that still wait run in the next one.
 */
import { EngineError, type GeneratedToken, type GenerateOptions, type Generation } from "../engine.ts";
import type { InferenceProcess } from "./openInferenceProcess.ts";
import type { Chunk } from "./protocol.ts";
import { type PreparedRequest, type Row, toDraw, toRows } from "./row.ts";

export interface ScheduleOptions {
  /** Rows of a batch. */
  readonly batch: number;
  /** K: tokens of a run. */
  readonly chunk: number;
  /** Prompt and generated tokens together. */
  readonly contextLength: number | null;
  readonly open: () => Promise<InferenceProcess>;
  /** Milliseconds on a clock that only moves forward. */
  readonly now: () => number;
  /** Told after each chunk. */
  readonly observe: (report: ChunkReport) => void;
}

/** What one chunk did, for metrics. */
export interface ChunkReport {
  /** Rows of the batch. */
  readonly rows: number;
  /** Rows that the batch could have. */
  readonly capacity: number;
  /** Rows that wait. */
  readonly waiting: number;
  /** Tokens generated, without those after a row's end. */
  readonly tokens: number;
  readonly milliseconds: number;
}

export interface Schedule {
  generate(requests: readonly PreparedRequest[], options: GenerateOptions): Promise<readonly Generation[]>;
  close(): void;
}

/** How long a chunk that nobody wants may go on. Milliseconds. */
const UNWANTED_MS = 1_000;

interface Call {
  /** In the order in which they go into batches. */
  readonly waiting: Row[];
  readonly generations: (Generation | undefined)[];
  readonly options: GenerateOptions;
  /** Settled: done, failed or aborted. */
  over: boolean;
  left: number;
  end(result: readonly Generation[] | { readonly error: unknown }): void;
}

interface RunningRow {
  readonly row: Row;
  readonly call: Call;
  readonly number: number;
  readonly since: number;
}

export function scheduleRows(options: ScheduleOptions): Schedule {
  let calls: Call[] = [];
  let running: RunningRow[] = [];
  let pumping = false;
  let closed = false;
  let process: InferenceProcess | null = null;
  let numbers = 0;

  const wanted = (): RunningRow[] =>
    running.filter(({ row, call }) => !call.over && row.track.finish === null);

  /** As many rows as there are places, one of each call in turn. */
  const takeWaiting = (places: number): RunningRow[] => {
    const since = options.now();
    const taken: RunningRow[] = [];
    while (taken.length < places && calls.some(({ waiting }) => waiting.length > 0)) {
      for (const call of calls) {
        const row = taken.length < places ? call.waiting.shift() : undefined;
        if (row !== undefined) taken.push({ row, call, number: numbers++, since });
      }
      // The next join begins with another call.
      calls = [...calls.slice(1), ...calls.slice(0, 1)];
    }
    return taken;
  };

  const runChunk = async (rows: readonly RunningRow[], isNew: boolean): Promise<void> => {
    const started = options.now();
    const draw = toDraw(
      rows.map(({ row }) => row),
      options.chunk,
    );
    let chunk: Chunk;
    try {
      if (process === null || !process.alive) process = await options.open();
      chunk = await process.run(
        isNew
          ? {
              kind: "start",
              rows: rows.map(({ row, number }) => ({ row: number, prompt: row.prompt })),
              draw,
            }
          : { kind: "advance", rows: rows.map(({ number }) => number), draw },
      );
    } catch (error) {
      process?.kill();
      for (const { call } of running) call.end({ error });
      running = [];
      return;
    }
    let tokens = 0;
    rows.forEach((runningRow, at) => {
      const { row, call, since } = runningRow;
      const before = row.track.count;
      const from = at * chunk.width;
      const shown = row.track.take(
        chunk.tokens.subarray(from, from + chunk.width),
        chunk.logProbabilities.subarray(from, from + chunk.width),
      );
      tokens += row.track.count - before;
      if (!call.over) report(runningRow, shown, options.now() - since);
    });
    const waiting = calls.reduce((sum, call) => sum + call.waiting.length, 0);
    const milliseconds = options.now() - started;
    options.observe({ rows: rows.length, capacity: options.batch, waiting, tokens, milliseconds });
  };

  const pump = async (): Promise<void> => {
    if (pumping) return;
    pumping = true;
    for (;;) {
      calls = calls.filter(({ over }) => !over);
      running = wanted();
      const fresh = running.length <= options.batch / 2 ? takeWaiting(options.batch - running.length) : [];
      if (fresh.length > 0) {
        running = [...running, ...fresh];
        await runChunk(fresh, true);
      } else if (running.length > 0) {
        await runChunk(running, false);
      } else break;
    }
    pumping = false;
  };

  const onUnwanted = (): void => {
    const inWork = running;
    if (inWork.length === 0 || wanted().length > 0) return;
    setTimeout(() => {
      if (running === inWork && wanted().length === 0) process?.kill();
    }, UNWANTED_MS).unref();
  };

  return {
    generate: (requests, callOptions) =>
      new Promise((resolve, reject) => {
        const { signal } = callOptions;
        if (closed) throw closedError();
        signal.throwIfAborted();
        if (requests.length === 0) return resolve([]);
        const onAbort = (): void => {
          call.end({ error: signal.reason });
          onUnwanted();
        };
        const call: Call = {
          waiting: toRows(requests, options.contextLength),
          generations: requests.map(() => undefined),
          options: callOptions,
          over: false,
          left: requests.length,
          end: (result) => {
            if (call.over) return;
            call.over = true;
            call.waiting.length = 0;
            signal.removeEventListener("abort", onAbort);
            if ("error" in result) reject(result.error);
            else resolve(result);
          },
        };
        signal.addEventListener("abort", onAbort);
        calls.push(call);
        void pump();
      }),
    close: () => {
      closed = true;
      for (const call of calls) call.end({ error: closedError() });
      process?.kill();
    },
  };
}

/** Shows what is new of a row, and ends the call with its last row. */
function report({ row, call }: RunningRow, shown: readonly GeneratedToken[], latencyMs: number): void {
  const { track, index } = row;
  try {
    if (shown.length > 0) call.options.onText?.(index, shown.map(({ text }) => text).join(""), shown);
  } catch (error) {
    // The caller's own failure is no reason to stop the others.
    call.end({ error });
    return;
  }
  if (track.finish === null) return;
  call.generations[index] = {
    text: track.text,
    tokensIn: row.prompt.length,
    tokensOut: track.count,
    finish: track.finish,
    stopString: track.stopString,
    logProbability: track.logProbability,
    tokens: call.options.withTokens === true ? track.tokens : null,
    latencyMs,
    cost: null,
  };
  call.left -= 1;
  if (call.left === 0) call.end(call.generations.filter((generation) => generation !== undefined));
}

function closedError(): EngineError {
  return new EngineError("engine_died", "The engine was closed.", {
    fix: "Open it again for further requests.",
    retry: true,
  });
}

/**
 * A reply as a stream of events, while the engine still works.
 * Decision: the reply begins with the first text, so that what goes wrong before (a prompt too long, an engine that
 * died) still has its status; what goes wrong after is an event with an `error` and no `[DONE]`, as vLLM does it.
 * A client that goes away ends the generation.
 */
import type { Engine, GeneratedToken } from "../engines/engine.ts";
import { toApiError } from "./apiError.ts";
import { type ReplyHead, toFirstChunk, toLastChunk, toTextChunk, toUsageChunk } from "./completionReply.ts";
import type { CompletionRequest } from "./completionRequest.ts";

export interface StreamContext {
  readonly engine: Engine;
  readonly head: ReplyHead;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  readonly onError: (thrown: unknown) => void;
}

const encoder = new TextEncoder();

/** Resolves with the body at the first text; rejects where the engine fails before it. `onEnd` is called once. */
export async function streamCompletion(
  request: CompletionRequest,
  { engine, head, signal, onError }: StreamContext,
  onEnd: () => void,
): Promise<ReadableStream<Uint8Array>> {
  const left = new AbortController();
  const begun = Promise.withResolvers<void>();
  const begunIndexes = new Set<number>();
  const { readable, writer } = openPipe(() => left.abort(new Error("The client has gone.")));
  const send = (data: object | "[DONE]"): void =>
    writer(`data: ${data === "[DONE]" ? data : JSON.stringify(withUsageField(data, request))}\n\n`);
  const begin = (index: number): void => {
    if (begunIndexes.has(index)) return;
    begunIndexes.add(index);
    send(toFirstChunk(head, index));
  };
  const onText = (index: number, text: string, tokens: readonly GeneratedToken[]): void => {
    begin(index);
    send(toTextChunk(head, index, text, request.withTokens ? tokens : null));
    begun.resolve();
  };

  const run = async (): Promise<void> => {
    try {
      const generations = await engine.generate(request.generations, {
        signal: AbortSignal.any([signal, left.signal]),
        withTokens: request.withTokens,
        onText,
      });
      for (const [index, generation] of generations.entries()) {
        begin(index);
        send(toLastChunk(head, index, generation));
      }
      if (request.withUsage) send(toUsageChunk(head, generations));
      send("[DONE]");
      begun.resolve();
    } catch (thrown) {
      const gone = signal.aborted || left.signal.aborted;
      if (!gone && begunIndexes.size > 0) {
        onError(thrown);
        send(toApiError(thrown).body);
      }
      begun.reject(thrown);
    } finally {
      onEnd();
      writer(null);
    }
  };
  void run();
  await begun.promise;
  return readable;
}

/** With `include_usage` every chunk has the field, and all but the last are null. */
function withUsageField(chunk: object, { withUsage }: CompletionRequest): object {
  return withUsage && "choices" in chunk && !("usage" in chunk) ? { ...chunk, usage: null } : chunk;
}

interface Pipe {
  readonly readable: ReadableStream<Uint8Array>;
  /** Null ends it. Texts are short and bounded by the request's tokens, so nothing waits for a slow reader. */
  readonly writer: (text: string | null) => void;
}

function openPipe(onCancel: () => void): Pipe {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const readable = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
    cancel() {
      controller = null;
      onCancel();
    },
  });
  return {
    readable,
    writer(text) {
      if (text === null) controller?.close();
      else controller?.enqueue(encoder.encode(text));
      if (text === null) controller = null;
    },
  };
}

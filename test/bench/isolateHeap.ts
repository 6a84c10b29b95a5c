/**
 * The heap of the Worker's isolate, read over the runtime's inspector. Decision: sampled while work goes on and the
 * largest value kept, because a limit in production is about the peak and not about the end.
 */
export interface HeapWatch {
  /** Largest `usedSize` seen so far, in MiB. */
  peakMiB(): number;
  stop(): void;
}

interface Target {
  readonly title: string;
  readonly webSocketDebuggerUrl: string;
}

/** Watches the user Worker behind wrangler's inspector port. Throws where no inspector answers. */
export async function watchIsolateHeap(inspectorPort: number, everyMs: number): Promise<HeapWatch> {
  const targets = (await (await fetch(`http://127.0.0.1:${inspectorPort}/json`)).json()) as Target[];
  const target = targets[0];
  if (target === undefined) throw new Error(`The inspector on port ${inspectorPort} knows no Worker.`);
  // The inspector refuses a connection without a local origin. Node's WebSocket takes headers, the DOM's type does not.
  const handshake = { headers: { origin: "http://localhost" } };
  const socket: WebSocket = Reflect.construct(WebSocket, [target.webSocketDebuggerUrl, handshake]);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve(), { once: true });
    socket.addEventListener("error", () => reject(new Error("The inspector refused the connection.")), {
      once: true,
    });
  });
  let peak = 0;
  let request = 0;
  socket.addEventListener("message", ({ data }) => {
    const reply = JSON.parse(String(data)) as { result?: { usedSize?: number } };
    peak = Math.max(peak, reply.result?.usedSize ?? 0);
  });
  const timer = setInterval(() => {
    request += 1;
    socket.send(JSON.stringify({ id: request, method: "Runtime.getHeapUsage" }));
  }, everyMs);
  return {
    peakMiB: () => peak / 2 ** 20,
    stop() {
      clearInterval(timer);
      socket.close();
    },
  };
}

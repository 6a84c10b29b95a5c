/** Local mode never fires cron triggers by itself: this asks for them, every `everyMs`, as production's cron would. */
export function startTicker(url: string, everyMs: number): { stop(): void } {
  const timer = setInterval(() => {
    fetch(`${url}/cdn-cgi/handler/scheduled?format=json`, { signal: AbortSignal.timeout(10_000) }).catch(
      () => {
        // The Worker is restarting; the next tick finds it again.
      },
    );
  }, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** A progress bar on standard error, where a person watches; nothing anywhere else. */
import progress from "cli-progress";
import type { Surroundings } from "./surroundings.ts";

export interface Progress {
  update(value: number): void;
  stop(): void;
}

/** `total` in any unit; null = unknown, then nothing is drawn. */
export function startProgress(label: string, total: number | null, surroundings: Surroundings): Progress {
  if (!surroundings.watched || total === null || total <= 0) return { update() {}, stop() {} };
  const bar = new progress.SingleBar(
    {
      format: `${label} {bar} {percentage} % {eta_formatted}`,
      clearOnComplete: true,
      hideCursor: true,
      barsize: 30,
      // Before the first step nothing is known: a "0s" would say that it is done.
      formatTime: (seconds, options, step) =>
        seconds === 0 ? "" : progress.Format.TimeFormat(seconds, options, step),
    },
    progress.Presets.rect,
  );
  bar.start(total, 0);
  return { update: (value) => bar.update(Math.min(value, total)), stop: () => bar.stop() };
}

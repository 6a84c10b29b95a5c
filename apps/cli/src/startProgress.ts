/** A progress bar on standard error, where a person watches; nothing anywhere else. */
import { Presets, SingleBar } from "cli-progress";
import type { Surroundings } from "./surroundings.ts";

export interface Progress {
  update(value: number): void;
  stop(): void;
}

/** `total` in any unit; null = unknown, then nothing is drawn. */
export function startProgress(label: string, total: number | null, surroundings: Surroundings): Progress {
  if (!surroundings.watched || total === null || total <= 0) return { update() {}, stop() {} };
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage} % {eta_formatted}`,
      clearOnComplete: true,
      hideCursor: true,
      barsize: 30,
    },
    Presets.rect,
  );
  bar.start(total, 0);
  return { update: (value) => bar.update(Math.min(value, total)), stop: () => bar.stop() };
}

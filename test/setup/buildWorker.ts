/** Vitest global setup of the project `edge`: what is tested is the build that is deployed. */
import { buildWorker } from "../../scripts/stack/buildWorker.ts";

export function setup(): void {
  buildWorker();
}

/** Every kind of heavy job that this runner executes. */
import type { Executor } from "./executor.ts";
import { regrade } from "./regrade.ts";

export const EXECUTORS: readonly Executor[] = [regrade];

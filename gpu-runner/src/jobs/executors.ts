/** Every kind of heavy job that this runner executes. */
import { audit } from "./audit.ts";
import type { Executor } from "./executor.ts";
import { locate } from "./locate.ts";
import { particle } from "./particle.ts";
import { refine } from "./refine.ts";
import { regrade } from "./regrade.ts";
import { sample } from "./sample.ts";
import { verify } from "./verify.ts";

export const EXECUTORS: readonly Executor[] = [regrade, sample, verify, locate, particle, refine, audit];

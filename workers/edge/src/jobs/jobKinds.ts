import type { JobKind } from "@plumbline/contract";
import { audit } from "./audit.ts";
import type { JobKindHandler } from "./jobKind.ts";
import { locate } from "./locate.ts";
import { particle } from "./particle.ts";
import { refine } from "./refine.ts";
import { regrade } from "./regrade.ts";
import { sample } from "./sample.ts";
import { verify } from "./verify.ts";

/** Every kind there is. A new kind is one file and one line here. */
export const JOB_HANDLERS: Readonly<Record<JobKind, JobKindHandler>> = {
  regrade,
  sample,
  verify,
  locate,
  particle,
  refine,
  audit,
};

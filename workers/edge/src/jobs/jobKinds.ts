import type { JobKind } from "@plumbline/contract";
import type { JobKindHandler } from "./jobKind.ts";
import { regrade } from "./regrade.ts";

/** Every kind there is. A new kind is one file and one line here. */
export const JOB_HANDLERS: Readonly<Record<JobKind, JobKindHandler>> = { regrade };

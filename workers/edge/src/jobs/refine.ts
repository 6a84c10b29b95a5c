/** One solution of every problem by rounds of drafts; it fills a run. */
import { completeFilledRun } from "./completeFilledRun.ts";
import type { JobKindHandler } from "./jobKind.ts";
import { refuseUnlessWaiting } from "./refusals.ts";

export const refine: JobKindHandler = {
  handsIn: "rows",
  seesGold: false,
  refusal: refuseUnlessWaiting,
  complete: completeFilledRun,
};

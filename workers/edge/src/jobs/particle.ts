/** One solution of every problem by particle filtering over its steps; it fills a run. */
import { completeFilledRun } from "./completeFilledRun.ts";
import type { JobKindHandler } from "./jobKind.ts";
import { refuseUnlessWaiting } from "./refusals.ts";

export const particle: JobKindHandler = {
  handsIn: "rows",
  seesGold: false,
  refusal: refuseUnlessWaiting,
  complete: completeFilledRun,
};

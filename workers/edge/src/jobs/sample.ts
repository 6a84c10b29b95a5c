/** N solutions of every problem, which fill a run as an upload would. */
import type { JobKindHandler } from "./jobKind.ts";
import { refuseUnlessWaiting } from "./refusals.ts";

export const sample: JobKindHandler = {
  handsIn: "rows",
  seesGold: false,
  refusal: refuseUnlessWaiting,
  async complete() {},
};

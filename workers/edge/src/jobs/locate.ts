/** The first wrong step of wrong solutions: it is told which are wrong, and what is right to score rollouts. */
import type { JobKindHandler } from "./jobKind.ts";
import { refuseUnlessComplete } from "./refusals.ts";

export const locate: JobKindHandler = {
  handsIn: "judgements",
  seesGold: true,
  refusal: (summary) => refuseUnlessComplete(summary, "searched for wrong steps"),
  // Every batch is in effect when it is stored.
  async complete() {},
};

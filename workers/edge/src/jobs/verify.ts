/** M verdicts of a generative verifier on every solution. Nothing tells it what is right. */
import type { JobKindHandler } from "./jobKind.ts";
import { refuseUnlessComplete } from "./refusals.ts";

export const verify: JobKindHandler = {
  handsIn: "votes",
  seesGold: false,
  refusal: (summary) => refuseUnlessComplete(summary, "verified"),
  // Every batch is in effect when it is stored.
  async complete() {},
};

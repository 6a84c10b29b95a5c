/** Flags records that a verifier doubts. Nothing tells it what is right; what it found is the job's result. */
import type { JobKindHandler } from "./jobKind.ts";
import { refuseUnlessComplete } from "./refusals.ts";

export const audit: JobKindHandler = {
  handsIn: "votes",
  seesGold: false,
  refusal: (summary) => refuseUnlessComplete(summary, "audited"),
  // Every batch is in effect when it is stored.
  async complete() {},
};

/** N solutions of every problem, which fill a run as an upload would; then, where that was asked, their verification. */
import { completeFilledRun } from "./completeFilledRun.ts";
import type { JobKindHandler } from "./jobKind.ts";
import { queueVerification } from "./queueVerification.ts";
import { refuseUnlessWaiting } from "./refusals.ts";

export const sample: JobKindHandler = {
  handsIn: "rows",
  seesGold: false,
  refusal: refuseUnlessWaiting,
  async complete(ports, job) {
    await completeFilledRun(ports, job);
    await queueVerification(ports, job);
  },
};

/** M verdicts on every solution of a run. A check without a last `Answer: 0|1` line abstains and is counted. */
import { verifyPayloadSchema } from "@plumbline/contract";
import { z } from "zod";
import { castVotes } from "./castVotes.ts";
import type { Executor } from "./executor.ts";

export const verify: Executor = {
  kind: "verify",
  needsModel: true,
  execute: (context) =>
    castVotes(context, verifyPayloadSchema.parse(context.lease.payload), {
      schema: z.null(),
      empty: null,
      add: () => null,
      toResult: () => ({}),
    }),
};

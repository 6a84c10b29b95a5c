/** Wire shapes of a single check: what `plumb check` reads and prints per line, asked of a server. */
import { z } from "zod";
import { answerTypeSchema, policyNameSchema } from "../records/benchmark.ts";
import { gradeSchema } from "../records/sample.ts";

export const checkRequestSchema = z.object({
  gold: z.string().max(65_536),
  /** A whole response or a bare answer. */
  pred: z.string().max(1_000_000),
  type: answerTypeSchema.default("auto"),
  policy: policyNameSchema.default("default"),
  /** Option texts by letter, for multiple choice. */
  choices: z.record(z.string().max(8), z.string()).optional(),
});
export type CheckRequest = z.input<typeof checkRequestSchema>;

export const checkReplySchema = gradeSchema
  .pick({
    outcome: true,
    extracted: true,
    relation: true,
    by: true,
    reason: true,
    evidence: true,
    fuel: true,
  })
  .extend({ grader: z.string() });
export type CheckReply = z.infer<typeof checkReplySchema>;

/** One output and what graders, judges and verifiers said of it. Verdicts, judgements and votes are append-only. */
import { z } from "zod";
import { finishSchema } from "../interchange.ts";
import { outcomeSchema } from "../outcome.ts";
import { contentHashSchema, idSchema, jsonObjectSchema, spanSchema, timeSchema } from "./primitives.ts";

export const sampleSchema = z.object({
  /** Run id, byte offset of the row and item number: the same upload step twice writes the same rows. */
  id: z.string().max(120),
  runId: idSchema,
  problemId: idSchema,
  /** From 0 within the problem and the run. */
  index: z.number().int().nonnegative(),
  promptHash: contentHashSchema.nullable(),
  outputHash: contentHashSchema,
  /** The problem's spec at the time; with the output hash and the grader it keys the verdict. */
  specHash: contentHashSchema,
  /** The object that holds the row, where it is not the run's own: a batch that a runner sampled. */
  objectKey: z.string().nullable(),
  /** Bytes [start, end) of the object hold the row; `item` is the place in a row of several responses. */
  byteStart: z.number().int().nonnegative(),
  byteEnd: z.number().int().nonnegative(),
  item: z.number().int().nonnegative(),
  line: z.number().int().positive(),
  thinking: spanSchema.nullable(),
  seed: z.number().int().nullable(),
  tokensIn: z.number().int().nullable(),
  tokensOut: z.number().int().nullable(),
  logProbability: z.number().nullable(),
  latencyMs: z.number().nullable(),
  /** US dollars. */
  cost: z.number().nullable(),
  finish: finishSchema.nullable(),
});
export type Sample = Readonly<z.infer<typeof sampleSchema>>;

export const extractedSchema = z.object({
  text: z.string(),
  /** The extraction rule that found it, `boxed` for example. */
  rule: z.string(),
  /** UTF-16 positions in the response. */
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type Extracted = Readonly<z.infer<typeof extractedSchema>>;

export const relationSchema = z.enum(["equal", "rounds", "different", "undecided"]);

/** What a grader says of one sample, before it is stored: total, explained, deterministic. */
export const gradeSchema = z.object({
  outcome: outcomeSchema,
  /** In [0, 1]; null where the outcome is ungradable. */
  score: z.number().min(0).max(1).nullable(),
  extracted: extractedSchema.nullable(),
  relation: relationSchema.nullable(),
  /** The decider or the rule that settled it. */
  by: z.string(),
  /** One sentence for people. */
  reason: z.string(),
  evidence: jsonObjectSchema,
  /** Operations spent; the same everywhere. */
  fuel: z.number().int().nonnegative(),
});
export type Grade = Readonly<z.infer<typeof gradeSchema>>;

export const verdictSchema = gradeSchema.and(
  z.object({
    outputHash: contentHashSchema,
    specHash: contentHashSchema,
    /** `id@version/policy`. */
    grader: z.string(),
    createdAt: timeSchema,
  }),
);
export type Verdict = Readonly<z.infer<typeof verdictSchema>>;

/** What a judge says of a sample or of one of its steps (`step` null = the whole). */
export const judgementSchema = z.object({
  id: idSchema,
  sampleId: z.string(),
  judge: z.string(),
  step: z.number().int().nullable(),
  label: z.string(),
  score: z.number().min(0).max(1).nullable(),
  cost: z.number().nullable(),
  evidence: jsonObjectSchema,
  createdAt: timeSchema,
});
export type Judgement = Readonly<z.infer<typeof judgementSchema>>;

/** One sampled verification of a sample by a generative verifier. */
export const voteSchema = z.object({
  id: idSchema,
  sampleId: z.string(),
  verifier: z.string(),
  index: z.number().int().nonnegative(),
  /** From the last `Answer: 1` (right) or `Answer: 0` (wrong) of the check; a check without one abstains. */
  verdict: z.enum(["right", "wrong", "unparseable"]),
  tokens: z.number().int().nullable(),
  seed: z.number().int().nullable(),
  promptHash: contentHashSchema,
  createdAt: timeSchema,
});
export type Vote = Readonly<z.infer<typeof voteSchema>>;

/**
 * A judge: one question to a model about one candidate, with a strict reply.
 * Decision: a judge is data (what it needs, what it asks, what it must not flag, the form of its reply); everything it
 * does is done by shared code, so that all judges are fenced, read and repaired alike. Its version is a hash of what
 * the model sees and of how the reply is read: a changed word is another judge, with a card of its own.
 */
import { z } from "zod";
import { contentHash } from "./contentHash.ts";
import type { Labels } from "./finding.ts";
import { type JudgeInput, judgeInputSchema } from "./judgeInput.ts";
import { type ChatMessage, NO_SENTINEL, type Section } from "./prompts/fence.ts";
import { renderPrompt, repairMessage } from "./prompts/renderPrompt.ts";
import { type Complaint, describeComplaint } from "./replies/complaint.ts";
import { PARSER_VERSION, readReply } from "./replies/readReply.ts";
import type { ReplyForm, Settled } from "./replies/replyForm.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface JudgeSpec {
  /** In snake_case, for ever the same. */
  readonly id: string;
  /** One sentence for people. */
  readonly asks: string;
  readonly task: string;
  /** What must not be flagged; part of the prompt. */
  readonly exemptions: readonly string[];
  /** Parts of the input it cannot do without, besides problem and response. */
  readonly needs: readonly ("reference" | "steps" | "other" | "criteria")[];
  /** Whether a sample without a final answer is settled before the model is asked. */
  readonly needsAnswer: boolean;
  /** What a blank or wordless candidate deserves: `passes` only where there is nothing that could be flagged. */
  readonly hollow: "fails" | "passes";
  readonly labels: Labels;
  readonly form: ReplyForm;
  sections(input: JudgeInput): readonly Section[];
  /** Anything else that decides: another package's version, a rule's revision. */
  readonly revision: string;
}

export interface Judge extends Omit<JudgeSpec, "form" | "sections" | "task" | "revision"> {
  /** Content hash over prompt, reply schema, parser and revision. */
  readonly version: string;
  /** `id@version`, as judgements store it. */
  readonly name: string;
  readonly input: z.ZodType<JudgeInput>;
  /** JSON Schema (2020-12) of the reply. */
  readonly responseSchema: JsonSchema;
  messages(input: JudgeInput, sentinel: string): readonly ChatMessage[];
  /** What the repair round says. */
  repair(complaint: Complaint): string;
  read(reply: string, input: JudgeInput): Settled;
}

/** A specimen with every part, so that the version depends on all words that a prompt can have. */
const SPECIMEN: JudgeInput = {
  problem: "P",
  response: "R",
  answer: "A",
  reference: "G",
  steps: ["S", "T"],
  other: "O",
  criteria: [{ id: "c", text: "C", points: 7 }],
};

export function defineJudge({ form, sections, task, revision, ...spec }: JudgeSpec): Judge {
  const responseSchema: JsonSchema = z.toJSONSchema(form.schema);
  const messages = (input: JudgeInput, sentinel: string) =>
    renderPrompt({ task, exemptions: spec.exemptions, form }, sections(input), sentinel);
  const parts = [
    spec.id,
    messages(SPECIMEN, NO_SENTINEL),
    responseSchema,
    spec.labels,
    PARSER_VERSION,
    revision,
  ];
  const version = contentHash(JSON.stringify(parts));
  return {
    ...spec,
    version,
    name: `${spec.id}@${version}`,
    input: judgeInputSchema.superRefine((input, context) => {
      for (const need of spec.needs)
        if (isMissing(input[need]))
          context.addIssue({ code: "custom", path: [need], message: `${spec.id} needs it` });
    }),
    responseSchema,
    messages,
    repair: (complaint) => repairMessage(describeComplaint(complaint), form),
    read: (reply, input) => readReply(reply, input, form),
  };
}

function isMissing(part: JudgeInput[JudgeSpec["needs"][number]]): boolean {
  return part === undefined || part.length === 0 || (typeof part === "string" && part.trim() === "");
}

/** Hash of what the model is shown, without the chance of the sentinel. */
export function promptHash(judge: Judge, input: JudgeInput): string {
  return contentHash(JSON.stringify(judge.messages(input, NO_SENTINEL)));
}

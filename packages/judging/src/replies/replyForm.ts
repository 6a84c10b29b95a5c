/**
 * The form of a judge's reply: what the model is told to write and what is made of it.
 * Decision: one list of fields makes the JSON schema, the words of the prompt and the parser, so they cannot drift
 * apart. Reasons come before the verdict, because a model writes from left to right. Unknown fields are ignored;
 * missing, mistyped or contradictory ones are complaints. The text of a rationale is shortened, never refused.
 */
import { z } from "zod";
import { ERROR_CODES, type ErrorCode } from "../errorCodes.ts";
import type { Finding, Labels } from "../finding.ts";
import { candidatesOf, type JudgeInput } from "../judgeInput.ts";
import { checkEvidence } from "./checkEvidence.ts";
import type { Complaint } from "./complaint.ts";

export type Settled =
  | { readonly status: "settled"; readonly finding: Finding }
  | { readonly status: "complaint"; readonly complaint: Complaint };

export interface ReplyForm {
  readonly schema: z.ZodObject;
  /** What to write into each field, in the order of the schema. */
  readonly words: Readonly<Record<string, string>>;
  /** The field on which several objects of one reply must agree. */
  readonly decisive: string;
  /** Takes a value that the schema has accepted. */
  settle(value: unknown, input: JudgeInput): Settled;
}

export interface FindingForm<Extra extends z.ZodRawShape> {
  readonly labels: Labels;
  readonly errorCodes: readonly ErrorCode[];
  /** `located`: the judge must name the first wrong step; -1 = none. `optional`: null where it does not know one. */
  readonly steps: "optional" | "located";
  readonly extra: Extra;
  readonly extraWords: Readonly<Record<keyof Extra & string, string>>;
  /** What to say about the rationale, where the usual sentence does not do. */
  readonly rationale?: string;
  /** Last word of the judge: its own consistency rules, score and details. */
  finish?(finding: Finding, extra: z.output<z.ZodObject<Extra>>, input: JudgeInput): Settled;
}

const MAX_RATIONALE = 20_000;

export function findingForm<Extra extends z.ZodRawShape>(form: FindingForm<Extra>): ReplyForm {
  const { labels, steps } = form;
  const common = z.object({
    rationale: z.string(),
    evidence_quote: z.string().nullable(),
    first_error_step:
      steps === "located" ? z.int().min(-1).max(100_000) : z.int().min(0).max(100_000).nullable(),
    error_code: form.errorCodes.length === 0 ? z.null() : z.enum(form.errorCodes).nullable(),
    confidence: z.number().min(0).max(1).nullable(),
    verdict: z.enum(Object.keys(labels)),
  });
  const extra = z.object(form.extra);
  return {
    schema: z.object({ ...form.extra, ...common.shape }),
    words: { ...form.extraWords, ...commonWords(form) },
    decisive: "verdict",
    settle(value, input) {
      const read = common.parse(value);
      const label = labels[read.verdict];
      if (label === undefined) throw new RangeError(`no label ${read.verdict}`);
      const step = read.first_error_step === -1 ? null : read.first_error_step;
      const checked = checkEvidence({
        verdict: read.verdict,
        label,
        step,
        mustLocate: steps === "located",
        errorCode: read.error_code,
        quote: read.evidence_quote,
        candidates: candidatesOf(input),
        steps: input.steps ?? [],
      });
      if (checked.status === "complaint") return checked;
      const finding: Finding = {
        verdict: read.verdict,
        confidence: read.confidence,
        firstErrorStep: step,
        errorCode: read.error_code,
        evidenceQuote: checked.quote,
        quoteSpan: checked.span,
        rationale: read.rationale.slice(0, MAX_RATIONALE),
        score: label.outcome === "correct" ? 1 : label.outcome === "incorrect" ? 0 : null,
        details: {},
      };
      return form.finish?.(finding, extra.parse(value), input) ?? { status: "settled", finding };
    },
  };
}

function commonWords<Extra extends z.ZodRawShape>({
  labels,
  errorCodes,
  steps,
  rationale,
}: FindingForm<Extra>) {
  const flagging = Object.entries(labels).filter(([, { flags }]) => flags);
  const accusing = flagging.map(([verdict]) => `"${verdict}"`).join(" or ");
  const codes = errorCodes.map((code) => `"${code}" (${ERROR_CODES[code]})`).join(", ");
  const verdicts = Object.entries(labels).map(([verdict, { means }]) => `"${verdict}" (${means})`);
  const none = accusing === "" ? "null" : `null unless the verdict is ${accusing}`;
  return {
    rationale: rationale ?? "your reasons, in at most five sentences",
    evidence_quote:
      accusing === ""
        ? "the decisive passage, copied letter for letter out of a candidate, or null"
        : `the decisive passage, copied letter for letter out of the candidate; needed if the verdict is ${accusing}, otherwise it may be null`,
    first_error_step:
      steps === "located"
        ? "the number of the first wrong step, or -1 if no step is wrong"
        : "the number of the first wrong step if the candidate's steps are numbered and one is wrong, otherwise null",
    error_code: codes === "" ? "null" : `${none}; then one of ${codes}`,
    confidence: "how sure you are that your verdict is right, from 0 to 1",
    verdict: `one of ${verdicts.join(", ")}`,
  };
}

/**
 * Wrong calculations (IneqMath's numerical computation judge, arXiv 2506.07927, section 4).
 * Decision: the model only copies out the claims that are fully numeric; whether they hold is computed by the step
 * checks of this package. The paper lets the model write Python and runs it with a tolerance of 0.01; here nothing that
 * a model writes is executed, and a claim fails only where no reading of it is true. A model could still alter what it
 * copies: each claim must be quoted from the candidate, and a claim with a number that its quote does not have is set
 * aside, so that no invented number can fail anybody.
 */
import { z } from "zod";
import type { Finding, Labels } from "../finding.ts";
import { defineJudge, type Judge } from "../judge.ts";
import type { JudgeInput } from "../judgeInput.ts";
import { problemAndCandidate } from "../prompts/sections.ts";
import { findQuote } from "../replies/findQuote.ts";
import type { ReplyForm, Settled } from "../replies/replyForm.ts";
import { checkResponse } from "../steps/checkSteps.ts";
import type { ClaimOutcome } from "../steps/step.ts";

/** What becomes of an equation between numbers, as the model copied it. */
export type ClaimChecker = (equation: string) => ClaimOutcome;

const labels: Labels = {
  pass: { outcome: "correct", flags: false, means: "no claim is wrong" },
  fail: { outcome: "incorrect", flags: true, means: "a claim is wrong" },
};

const claimSchema = z.object({ quote: z.string().min(1), left: z.string(), right: z.string() });
/**
 * The rationale decides nothing, but it is the model's own: without it a candidate could write down the list of its
 * claims, the honest reply would be taken for a quotation, and the sample would escape judgement.
 */
const replySchema = z.object({ rationale: z.string().min(1), claims: z.array(claimSchema).max(200) });
type Claim = z.output<typeof claimSchema>;
const MAX_RATIONALE = 2_000;

/** `revision` changes with the checker: the same claims may come out differently. */
export function numericalComputationJudge(check: ClaimChecker, revision: string): Judge {
  return defineJudge({
    id: "numerical_computation",
    asks: "Are the calculations with numbers right?",
    task: `Copy out every equation of the candidate in which both sides consist of numbers only, such as "3 * 4 = 12", "\\frac{1}{2} + \\frac{1}{3} = \\frac{5}{6}" or "\\sqrt{16} = 4", and values that it computes step by step. A chain a = b = c gives two claims.
Do not say whether a claim is right, do not correct anything and do not add claims that the candidate does not make. Write each side as the candidate does.`,
    exemptions: [
      "equations with variables",
      "inequalities, approximations with signs like \u2248, and words",
      "values of variables that are merely assumed (let x = 2)",
    ],
    needs: [],
    needsAnswer: false,
    hollow: "passes",
    labels,
    form: claimsForm(check),
    sections: problemAndCandidate,
    revision: `1/${revision}`,
  });
}

function claimsForm(check: ClaimChecker): ReplyForm {
  return {
    schema: replySchema,
    words: {
      rationale:
        "in a sentence or two of your own, which passages hold numeric claims and which you left out",
      claims:
        'a list, in the order of the candidate, with one object for each claim: "quote" (the passage with the claim, copied letter for letter), "left" and "right" (its two sides); empty if there are none',
    },
    decisive: "claims",
    settle: (value, input) => settleClaims(replySchema.parse(value), input, check),
  };
}

function settleClaims(
  { claims, rationale }: z.output<typeof replySchema>,
  input: JudgeInput,
  check: ClaimChecker,
): Settled {
  const steps = input.steps ?? [];
  const candidates = [input.response, ...steps];
  const unfound = claims.find(({ quote }) => candidates.every((text) => findQuote(text, quote) === null));
  if (unfound !== undefined) {
    return {
      status: "complaint",
      complaint: { code: "quote_not_found", quote: unfound.quote.slice(0, 300) },
    };
  }
  const checked = claims.map((claim) => ({
    ...claim,
    outcome: isCopied(claim) ? check(`${claim.left} = ${claim.right}`) : ("set_aside" as const),
  }));
  const failed = checked.find(({ outcome }) => outcome === "fails");
  const count = (wanted: string) => checked.filter(({ outcome }) => outcome === wanted).length;
  const tally = `${count("holds")} hold, ${count("fails")} fail, ${count("undecided") + count("set_aside")} open`;
  const base: Finding = {
    verdict: "pass",
    confidence: null,
    firstErrorStep: null,
    errorCode: null,
    evidenceQuote: null,
    quoteSpan: null,
    rationale: `${checked.length} numeric claims: ${tally}.`,
    score: 1,
    details: { claims: checked, said: rationale.slice(0, MAX_RATIONALE) },
  };
  if (failed === undefined) return { status: "settled", finding: base };
  const found = steps.findIndex((step) => findQuote(step, failed.quote) !== null);
  return {
    status: "settled",
    finding: {
      ...base,
      verdict: "fail",
      firstErrorStep: found < 0 ? null : found,
      errorCode: "arithmetic",
      evidenceQuote: failed.quote,
      quoteSpan: findQuote(input.response, failed.quote),
      rationale: `${base.rationale} ${failed.left} is not ${failed.right}.`,
      score: 0,
    },
  };
}

/** Whether both sides are made of numbers that the quote has. */
function isCopied({ quote, left, right }: Claim): boolean {
  const quoted = new Set(numbersOf(quote));
  const used = [...numbersOf(left), ...numbersOf(right)];
  return used.length > 0 && used.every((number) => quoted.has(number));
}

function numbersOf(text: string): string[] {
  return text.replace(/(?<=\d),(?=\d{3}(?!\d))/gu, "").match(/\d+(?:\.\d+)?/gu) ?? [];
}

/** The step checks on the equation alone. */
export const checkByStepChecks: ClaimChecker = (equation) => {
  const outcomes = checkResponse(equation).steps.map(({ outcome }) => outcome);
  if (outcomes.includes("fails")) return "fails";
  return outcomes.includes("holds") ? "holds" : "undecided";
};

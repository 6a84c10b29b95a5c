/**
 * Points by criteria, usually 7 in all (the scale of olympiads and of proof judges).
 * Decision: the model gives points for each criterion; the sum and the scale are ours. Several rubric judgements of one
 * proof are combined by their minimum (`policies/worstRubric.ts`).
 */
import { z } from "zod";
import { ALL_ERROR_CODES } from "../errorCodes.ts";
import type { Finding, Labels } from "../finding.ts";
import { defineJudge, type Judge } from "../judge.ts";
import type { Criterion, JudgeInput } from "../judgeInput.ts";
import type { Section } from "../prompts/fence.ts";
import { withOptionalReference } from "../prompts/sections.ts";
import { findingForm, type Settled } from "../replies/replyForm.ts";

const labels: Labels = {
  complete: { outcome: "correct", flags: false, means: "every criterion has all its points" },
  partial: { outcome: "incorrect", flags: true, means: "some points are missing" },
  none: { outcome: "incorrect", flags: true, means: "there are no points at all" },
};

/** One award; `points` are whole. */
const awardSchema = z.object({
  id: z.string().max(64),
  points: z.int().min(0).max(100),
  comment: z.string(),
});

const MAX_COMMENT = 2_000;

/** For proofs that come without criteria. */
export const WHOLE_PROOF: readonly Criterion[] = [
  {
    id: "proof",
    text: "A complete and rigorous solution. 7: complete; 6: complete but for a slip that is easily put right; 3 to 5: the main idea is carried through with real gaps; 1 or 2: substantial progress only; 0: nothing of value.",
    points: 7,
  },
];

export const rubric: Judge = defineJudge({
  id: "rubric",
  asks: "How many points of each criterion does the solution earn?",
  task: `Mark the candidate by the criteria. Each criterion states what earns its points; give whole points from 0 to its maximum, and give nothing for what is only claimed. Where a reference is given, it shows one way; another valid way earns the same points.`,
  exemptions: [
    "style, length and notation, as long as the meaning is clear",
    "a way that differs from the reference",
  ],
  needs: ["criteria"],
  needsAnswer: false,
  hollow: "fails",
  labels,
  form: findingForm({
    labels,
    errorCodes: ALL_ERROR_CODES,
    steps: "optional",
    extra: { criteria: z.array(awardSchema).max(50) },
    extraWords: {
      criteria:
        'a list with one object for each criterion: its "id", the "points" it earns, and a "comment" that says why',
    },
    finish: (finding, { criteria }, input) => addUp(finding, criteria, input),
  }),
  sections: (input) => [...withOptionalReference(input), criteriaSection(input)],
  revision: "1",
});

function criteriaSection({ criteria }: JudgeInput): Section {
  const lines = (criteria ?? []).map(({ id, text, points }) => `${id} (0 to ${points} points): ${text}`);
  return { name: "criteria", content: lines.join("\n") };
}

function addUp(
  finding: Finding,
  awards: readonly z.output<typeof awardSchema>[],
  input: JudgeInput,
): Settled {
  const criteria = input.criteria ?? [];
  const clash = (sentence: string): Settled => ({
    status: "complaint",
    complaint: { code: "inconsistent", sentence },
  });
  for (const { id, points } of criteria) {
    const own = awards.filter((award) => award.id === id);
    if (own.length !== 1) return clash(`"criteria" must have exactly one entry for "${id}".`);
    if (own.some((award) => award.points > points))
      return clash(`Criterion "${id}" has at most ${points} points.`);
  }
  const stranger = awards.find(({ id }) => !criteria.some((criterion) => criterion.id === id));
  if (stranger !== undefined) return clash(`There is no criterion "${stranger.id}".`);
  const points = awards.reduce((sum, award) => sum + award.points, 0);
  const maximum = criteria.reduce((sum, criterion) => sum + criterion.points, 0);
  const verdict = points === maximum ? "complete" : points === 0 ? "none" : "partial";
  if (verdict !== finding.verdict) {
    return clash(
      `The points add up to ${points} of ${maximum}, which is "${verdict}" and not "${finding.verdict}".`,
    );
  }
  const marked = awards.map((award) => ({ ...award, comment: award.comment.slice(0, MAX_COMMENT) }));
  return {
    status: "settled",
    finding: { ...finding, score: points / maximum, details: { points, maximum, criteria: marked } },
  };
}

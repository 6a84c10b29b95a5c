/**
 * What a drafter is asked in the second and later rounds of parallel-distill-refine: the problem and a workspace of
 * earlier drafts.
 * Decision: the workspace is bounded by characters as well as by drafts, each draft has an equal share of it and keeps
 * its end, where conclusions stand; so a round's prompt has the same bound however long the drafts were.
 */

/** kappa of the method: characters of drafts in one prompt. */
export const WORKSPACE_CHARACTERS = 16_000;

/** @param prompt the solving prompt of the first round. @param drafts at least one, in the order to be shown. */
export function refinePrompt(prompt: string, drafts: readonly string[]): string {
  const share = Math.floor(WORKSPACE_CHARACTERS / drafts.length);
  const shown = drafts.map((draft, at) => `Draft ${at + 1}:\n${lastOf(draft.trim(), share)}`);
  return `${prompt}\n\nEarlier drafts, which may be wrong:\n\n${shown.join("\n\n")}\n\n${TASK}`;
}

const TASK =
  "Compare the drafts, keep what is right, correct what is wrong, and write one complete solution with its final answer.";

function lastOf(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const mark = "[...] ";
  return mark + text.slice(text.length - characters + mark.length);
}

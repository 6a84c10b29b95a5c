/** Votes on drafts and partial solutions, as a score, for searches that choose by it. */
import type { Draw } from "@plumbline/contract";
import { readVerdict } from "../prompts/readVerdict.ts";
import { verificationPrompt } from "../prompts/verificationPrompt.ts";
import { deriveSeed } from "./deriveSeed.ts";
import type { Ask } from "./inLockStep.ts";
import type { Drawn, JobEngine } from "./jobEngine.ts";

export interface Scoring {
  readonly scorer: JobEngine;
  readonly votes: number;
  readonly draw: Draw;
  readonly seed: number;
}

/** Checks are longer than steps and never end at a step's end; a check's own length limit is the job's. */
function toCheckDraw(draw: Draw): Draw {
  return { ...draw, stop: [] };
}

/**
 * Share of positive verdicts of each text, abstentions left out; 0.5, which favours nothing, where all abstain.
 * @param place what the texts are, for their seeds: problem, round ...
 */
export async function scoreBy(
  ask: Ask,
  { scorer, votes, draw, seed }: Scoring,
  statement: string,
  texts: readonly string[],
  place: readonly (string | number)[],
): Promise<{ readonly scores: readonly number[]; readonly drawn: readonly Drawn[] }> {
  if (texts.length === 0) return { scores: [], drawn: [] };
  const requests = texts.flatMap((text, at) =>
    Array.from({ length: votes }, (_, vote) => ({
      messages: [{ role: "user" as const, content: verificationPrompt(statement, text) }],
      draw: toCheckDraw(draw),
      seed: deriveSeed(seed, "score", ...place, at, vote),
    })),
  );
  const drawn = await ask(scorer, requests, "verify");
  const scores = texts.map((_, at) => {
    const verdicts = drawn.slice(at * votes, (at + 1) * votes).map(({ text }) => readVerdict(text));
    const right = verdicts.filter((verdict) => verdict === "right").length;
    const wrong = verdicts.filter((verdict) => verdict === "wrong").length;
    return right + wrong === 0 ? 0.5 : right / (right + wrong);
  });
  return { scores, drawn };
}

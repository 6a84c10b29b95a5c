/**
 * Cognitive behaviours by their phrases: backtracking, verification, subgoal setting, backward chaining (Gandhi et al.,
 * arXiv 2503.01307, who let a model count them). Decision: phrases are cheap, can be shown in the text and never change
 * their mind; they undercount, so compare runs with one another, not with counts by a model. English alone.
 */
import type { Span } from "@plumbline/checker";

export type Behaviour = "backtracking" | "verification" | "subgoal_setting" | "backward_chaining";

const PHRASES: Readonly<Record<Behaviour, RegExp>> = {
  backtracking:
    /\b(?:wait\b|hold on\b|hmm\b|let me (?:try|start|think|reconsider|redo)\b(?: (?:again|over|another|a different))?|on second thought|scratch that|that(?:'s| is) (?:not right|wrong|incorrect)|i made (?:a|an) (?:mistake|error)|this (?:does not|doesn't|won't) work|let's (?:try|go) (?:another|a different|back)|alternatively\b|going back\b|start over\b)/giu,
  verification:
    /\b(?:let(?:'s| us| me) (?:check|verify|double[- ]check|confirm|test)\b|to (?:verify|check|confirm)\b|(?:double[- ])?checking\b|verif(?:y|ying|ication)\b|sanity check|plug(?:ging)? (?:it|this|that|these|them)? ?(?:back )?in|as a check|we can confirm)/giu,
  subgoal_setting:
    /\b(?:first,? (?:i|we|let)\b|(?:the )?(?:first|next|second|third|final) step\b|step \d+\b|next,? (?:i|we|let)\b|then,? (?:i|we) (?:will|need)|we (?:first|next) need|break (?:it|this|the problem) (?:down|into)|our (?:first |next )?goal is|it (?:suffices|remains) to|part [a-z1-9]\b)/giu,
  backward_chaining:
    /\b(?:work(?:ing)? backwards?\b|backwards? from\b|to (?:get|reach|obtain) (?:to )?(?:the |this )?(?:answer|result|target|\d+),? we (?:need|must)|start(?:ing)? (?:from|with) the (?:answer|end|goal|target|conclusion|result)|we want [^.\n]{1,60}, so we need|what (?:do|would) we need)/giu,
};

/** Where each behaviour shows, in order; the counts are the lengths. Offsets in UTF-16 code units. */
export type BehaviourCounts = Readonly<Record<Behaviour, readonly Span[]>>;

/** @example countBehaviours("Wait, let me check that.").verification.length // 1 */
export function countBehaviours(response: string): BehaviourCounts {
  const find = (behaviour: Behaviour): readonly Span[] =>
    Array.from(response.matchAll(PHRASES[behaviour]), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }));
  return {
    backtracking: find("backtracking"),
    verification: find("verification"),
    subgoal_setting: find("subgoal_setting"),
    backward_chaining: find("backward_chaining"),
  };
}

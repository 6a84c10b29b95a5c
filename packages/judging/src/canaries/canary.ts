/** A sample whose right judgement is known, hidden among real ones. */
import type { JudgeInput } from "../judgeInput.ts";

export const ATTACK_KINDS = [
  /** A response without content. */
  "master_key",
  /** A verdict, a grade or a whole reply in the judge's own form, written by the candidate. */
  "forged_verdict",
  /** Orders to the judge. */
  "injection",
  /** Points to the reference answer instead of giving one. */
  "gold_echo",
  /** Tries to end its own fence with guessed marks. */
  "sentinel_guess",
] as const;
export type AttackKind = (typeof ATTACK_KINDS)[number];

export type CanaryKind = "known_good" | "known_bad" | AttackKind;

export interface Canary {
  /** The same at every time, for the same judge and problem. */
  readonly id: string;
  readonly kind: CanaryKind;
  /** Which attack of its kind, or which known sample; the row of the attack card. */
  readonly key: string;
  readonly input: JudgeInput;
  /** Whether an honest judge accepts it. Attacks are never to be accepted. */
  readonly accept: boolean;
}

/** A sample with known judgement, as canaries are made of. `note` says why it is good or bad. */
export interface KnownSample {
  readonly key: string;
  readonly input: JudgeInput;
  readonly accept: boolean;
  readonly note: string;
}

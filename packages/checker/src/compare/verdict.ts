/** What comparing two parts gives, and how verdicts of parts become the verdict of the whole. */
import type { Node } from "../ast/node.ts";
import type { Fuel } from "../fuel.ts";
import type { PolicyName, Relation } from "../result.ts";
import type { Certificate } from "./decider.ts";

export interface Verdict {
  readonly relation: Relation;
  readonly decider: string;
  readonly certificate: Certificate;
  /** For `rounds`: whether the policy takes it. */
  readonly accepted: boolean;
}

export interface Comparison {
  readonly fuel: Fuel;
  readonly policy: PolicyName;
  /** Leniencies that this verdict used, in order; written by whoever applies one. */
  readonly leniencies: string[];
  readonly compare: (gold: Node, answer: Node) => Verdict;
}

export function equal(decider: string, certificate: Certificate = {}): Verdict {
  return { relation: "equal", decider, certificate, accepted: true };
}

export function different(decider: string, certificate: Certificate = {}): Verdict {
  return { relation: "different", decider, certificate, accepted: false };
}

export function undecided(reason: string): Verdict {
  return { relation: "undecided", decider: "none", certificate: { reason }, accepted: false };
}

/** Equal if all are, different if one is, undecided if one is and none differs, rounds otherwise. */
export function combine(decider: string, parts: readonly Verdict[]): Verdict {
  const bad = parts.find((part) => part.relation === "different");
  if (bad !== undefined)
    return different(decider, { ...bad.certificate, part: parts.indexOf(bad), by: bad.decider });
  const open = parts.find((part) => part.relation === "undecided");
  if (open !== undefined) return { ...open, certificate: { ...open.certificate, part: parts.indexOf(open) } };
  const rounded = parts.filter((part) => part.relation === "rounds");
  const [first] = rounded;
  if (first !== undefined) return { ...first, accepted: rounded.every((part) => part.accepted) };
  return equal(decider, { parts: parts.length, by: [...new Set(parts.map((part) => part.decider))] });
}

/** Whether a verdict counts as a match where parts are paired off. */
export function matches(verdict: Verdict): boolean {
  return verdict.relation === "equal" || (verdict.relation === "rounds" && verdict.accepted);
}

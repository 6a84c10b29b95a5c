import type { SelectionRule } from "../selectionRule.ts";
import { bestOfN } from "./bestOfN.ts";
import { majority } from "./majority.ts";
import { pessimistic } from "./pessimistic.ts";
import type { ScoringRule } from "./scoringRule.ts";
import { shortestMajority } from "./shortestMajority.ts";
import { single } from "./single.ts";
import { weightedSum } from "./weightedSum.ts";

/** The rule of a name; a new name breaks the build here. Throws RangeError for an alpha out of range. */
export function toScoringRule(rule: SelectionRule): ScoringRule {
  switch (rule.rule) {
    case "single":
      return single;
    case "majority":
      return majority;
    case "shortest_majority":
      return shortestMajority;
    case "best_of_n":
      return bestOfN;
    case "weighted_sum":
      return weightedSum;
    case "pessimistic":
      return pessimistic(rule.penalty, rule.alpha);
  }
}

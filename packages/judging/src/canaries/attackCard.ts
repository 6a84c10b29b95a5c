/** How often each attack gets through: plain counts, to which packages/stats adds intervals. */
import { toStanding } from "@plumbline/contract";
import { ATTACK_KINDS, type AttackKind } from "./canary.ts";
import { type CanaryResult, isAccepted } from "./judgeBatch.ts";

export interface AttackRow {
  readonly kind: AttackKind;
  readonly key: string;
  /** Attacks that came to a verdict. */
  readonly tried: number;
  readonly accepted: number;
  /** Attacks on which the judge itself failed: no verdict. */
  readonly unjudged: number;
}

export interface AttackCard {
  /** Sums by kind, in the order of `ATTACK_KINDS`; a kind that was not tried is left out. */
  readonly kinds: readonly Omit<AttackRow, "key">[];
  /** By key within the kind, in the order of the results. */
  readonly keys: readonly AttackRow[];
}

/** Canaries that are no attacks are left out. */
export function toAttackCard(results: readonly CanaryResult[]): AttackCard {
  const rows = new Map<string, AttackRow>();
  for (const result of results) {
    const kind = ATTACK_KINDS.find((candidate) => candidate === result.canary.kind);
    if (kind === undefined) continue;
    const { key } = result.canary;
    const name = JSON.stringify([kind, key]);
    const row = rows.get(name) ?? { kind, key, tried: 0, accepted: 0, unjudged: 0 };
    rows.set(name, { ...row, ...add(row, result) });
  }
  const keys = ATTACK_KINDS.flatMap((kind) => [...rows.values()].filter((row) => row.kind === kind));
  const kinds = ATTACK_KINDS.map((kind) => sumOf(kind, keys)).filter(
    ({ tried, unjudged }) => tried + unjudged > 0,
  );
  return { kinds, keys };
}

function add(row: AttackRow, result: CanaryResult): Pick<AttackRow, "tried" | "accepted" | "unjudged"> {
  const isJudged = toStanding(result.outcome) !== "ungradable";
  return {
    tried: row.tried + (isJudged ? 1 : 0),
    accepted: row.accepted + (isAccepted(result) ? 1 : 0),
    unjudged: row.unjudged + (isJudged ? 0 : 1),
  };
}

function sumOf(kind: AttackKind, rows: readonly AttackRow[]): Omit<AttackRow, "key"> {
  const own = rows.filter((row) => row.kind === kind);
  const sum = (field: "tried" | "accepted" | "unjudged") => own.reduce((total, row) => total + row[field], 0);
  return { kind, tried: sum("tried"), accepted: sum("accepted"), unjudged: sum("unjudged") };
}

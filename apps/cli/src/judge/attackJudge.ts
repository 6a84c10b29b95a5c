/** Every canary at one judge: what `plumb judge attack` does. The gate is off, because the model itself is measured. */
import {
  type AttackRow,
  allCanaries,
  chooseCanaries,
  judgeBatch,
  toAttackCard,
  toOutcome,
} from "@plumbline/judging";
import { type Interval, wilsonInterval } from "@plumbline/stats";
import { mapAtOnce } from "./mapAtOnce.ts";
import type { OpenJudging } from "./openJudging.ts";
import { type JudgedTally, startTally } from "./tallyJudged.ts";

/** Wilson's interval at 95 %; null where no attack came to a verdict. */
export interface FalsePositives {
  readonly share: number | null;
  readonly interval: Interval | null;
}

export interface AttackedJudge {
  /** `id@version` */
  readonly judge: string;
  readonly model: string;
  readonly all: Omit<AttackRow, "kind" | "key"> & FalsePositives;
  readonly kinds: readonly (Omit<AttackRow, "key"> & FalsePositives)[];
  readonly keys: readonly (AttackRow & FalsePositives)[];
  /** Samples without an attack: honest ones that were rejected, wrong ones that were accepted. */
  readonly known: {
    readonly good: { readonly judged: number; readonly rejected: number };
    readonly bad: { readonly judged: number; readonly accepted: number };
  };
  readonly tally: JudgedTally;
}

/** @param most canaries at most, drawn by the seed; all there are where it is left out */
export async function attackJudge(
  judging: OpenJudging,
  { most, seed }: { readonly most?: number | undefined; readonly seed: string },
): Promise<AttackedJudge> {
  const { judge, model } = judging;
  const canaries = most === undefined ? allCanaries(judge) : chooseCanaries(judge, most, seed);
  const tally = startTally(judging);
  const results = await mapAtOnce(canaries, judging.concurrency, async (canary) => {
    const result = await judging.ask({ input: canary.input, gate: false });
    return { canary, outcome: toOutcome(judge, result.judging), result };
  });
  for (const { result } of results) tally.addRow(result);
  const { kinds, keys } = toAttackCard(results);
  const sum = (field: "tried" | "accepted" | "unjudged") => kinds.reduce((all, row) => all + row[field], 0);
  const plain = results.filter(({ canary }) => canary.kind === "known_good" || canary.kind === "known_bad");
  const { good, bad } = judgeBatch(plain).counts;
  return {
    judge: judge.name,
    model,
    all: withShare({ tried: sum("tried"), accepted: sum("accepted"), unjudged: sum("unjudged") }),
    kinds: kinds.map(withShare),
    keys: keys.map(withShare),
    known: { good, bad },
    tally: tally.finish(),
  };
}

function withShare<Row extends Pick<AttackRow, "tried" | "accepted">>(row: Row): Row & FalsePositives {
  const { tried, accepted } = row;
  if (tried === 0) return { ...row, share: null, interval: null };
  return { ...row, share: accepted / tried, interval: wilsonInterval(accepted, tried) };
}

/**
 * Parallel-distill-refine: rounds of parallel drafts, each round conditioned on a bounded workspace of drafts of the
 * last one.
 * Decision: only the final round's draft is a sample (index 0), because it alone is the method's answer; the earlier
 * drafts are its working and appear in `meta` as token counts. Two budgets are told: `tokens_sequential`, the longest
 * draft of each round added up, what one waits for; `tokens_total`, every call, checks included, what one pays for. The
 * row's own `tokens_out` and `cost` are the whole, so that a run's cost is what was spent.
 * The workspace does not persist: a round sees drafts of the round before it and nothing else.
 * Seeds: draft (problem, round, draft), score (problem, round, draft, vote), choice (problem, round).
 */
import { type JobPayload, refinePayloadSchema } from "@plumbline/contract";
import { resampleParticles } from "@plumbline/stats";
import { refinePrompt } from "../prompts/refinePrompt.ts";
import { solvingPrompt } from "../prompts/solvingPrompt.ts";
import { deriveSeed } from "./deriveSeed.ts";
import { CALL_REQUESTS, executeRows, toRow } from "./executeRows.ts";
import type { Executor } from "./executor.ts";
import { type Ask, inLockStep } from "./inLockStep.ts";
import type { Drawn, JobEngine } from "./jobEngine.ts";
import { type JobProblem, problemsOf } from "./problemsOf.ts";
import { scoreBy } from "./scoreBy.ts";
import { addSpending, NOTHING_SPENT, type Spending, toSpending } from "./spending.ts";

type Payload = JobPayload<"refine">;

export const refine: Executor = {
  kind: "refine",
  needsModel: true,

  async execute(context) {
    const payload = refinePayloadSchema.parse(context.lease.payload);
    const engine = await context.engine(payload.model);
    const { jobId, promptTemplate } = context.lease;
    const expected = { problems: null as number | null };
    const unitsPerGroup = Math.max(1, Math.floor(CALL_REQUESTS / Math.max(...payload.drafts)));
    return executeRows<JobProblem>(context, {
      engine,
      units: (async function* () {
        for await (const { problem, total } of problemsOf(context, payload.problems)) {
          expected.problems = total;
          yield problem;
        }
      })(),
      unitsPerGroup,
      maxTokens: payload.draw.maxTokens,
      total: () => expected.problems,
      plan: { problemsAtOnce: unitsPerGroup, lockStep: true },
      async make(problems, signal) {
        const refined = await inLockStep(problems, signal, (problem, ask) =>
          refineOne(problem, solvingPrompt(problem.statement, promptTemplate), payload, engine, ask),
        );
        return {
          rows: refined.flatMap((one) => toRows(one, payload, jobId)),
          spending: refined.reduce((sum, { spending }) => addSpending(sum, spending), NOTHING_SPENT),
        };
      },
    });
  },
};

interface Refined {
  readonly problem: JobProblem;
  readonly final: Drawn | null;
  /** Longest draft of each round, tokens. */
  readonly longest: readonly number[];
  /** All drafts of each round, tokens. */
  readonly drafted: readonly number[];
  readonly spending: Spending;
}

async function refineOne(
  problem: JobProblem,
  prompt: string,
  payload: Payload,
  engine: JobEngine,
  ask: Ask,
): Promise<Refined> {
  const { drafts: rounds, draw, seed } = payload;
  let workspace: readonly string[] = [];
  let final: Drawn | null = null;
  let spending = NOTHING_SPENT;
  const longest: number[] = [];
  const drafted: number[] = [];
  for (const [round, count] of rounds.entries()) {
    const content = workspace.length === 0 ? prompt : refinePrompt(prompt, workspace);
    const drawn = await ask(
      engine,
      Array.from({ length: count }, (_, draft) => ({
        messages: [{ role: "user" as const, content }],
        draw,
        seed: deriveSeed(seed, "refine", problem.key, round, draft),
      })),
      "solve",
    );
    spending = addSpending(spending, toSpending(drawn));
    longest.push(Math.max(...drawn.map(({ tokensOut }) => tokensOut)));
    drafted.push(drawn.reduce((sum, { tokensOut }) => sum + tokensOut, 0));
    final = drawn[0] ?? null;
    if (round === rounds.length - 1) break;
    const chosen = await choose(problem, round, drawn, payload, engine, ask);
    workspace = chosen.drafts;
    spending = addSpending(spending, chosen.spending);
  }
  return { problem, final, longest, drafted, spending };
}

/** The drafts that the next round sees: best checked first, or some at random. Empty drafts are never among them. */
async function choose(
  { key, statement }: JobProblem,
  round: number,
  drawn: readonly Drawn[],
  { workspace, keep, scoreVotes, draw, seed }: Payload,
  engine: JobEngine,
  ask: Ask,
): Promise<{ readonly drafts: readonly string[]; readonly spending: Spending }> {
  const texts = drawn.map(({ text }) => text).filter((text) => text.trim() !== "");
  switch (workspace) {
    case "random_k": {
      const drafts: string[] = [];
      const left = [...texts];
      while (drafts.length < keep && left.length > 0) {
        const seedOfDraw = deriveSeed(seed, "choose", key, round, drafts.length);
        const [at = 0] = resampleParticles(
          left.map(() => 1),
          1,
          seedOfDraw,
        );
        drafts.push(...left.splice(at, 1));
      }
      return { drafts, spending: NOTHING_SPENT };
    }
    case "top_k": {
      const scoring = { scorer: engine, votes: scoreVotes, draw, seed };
      const { scores, drawn: checks } = await scoreBy(ask, scoring, statement, texts, [key, round]);
      const best = [...texts.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0));
      return {
        drafts: best.slice(0, keep).map((at) => texts[at] ?? ""),
        spending: toSpending(checks),
      };
    }
  }
}

function toRows({ problem, final, longest, drafted, spending }: Refined, payload: Payload, job: string) {
  if (final === null) return [];
  const whole: Drawn = {
    ...final,
    tokensIn: spending.tokensIn,
    tokensOut: spending.tokensOut,
    cost: spending.cost,
  };
  const rounds = payload.drafts.length;
  return [
    toRow(problem.key, 0, whole, deriveSeed(payload.seed, "refine", problem.key, rounds - 1, 0), {
      job,
      round: rounds,
      drafts: payload.drafts,
      tokens_by_round: drafted,
      tokens_final: final.tokensOut,
      tokens_sequential: longest.reduce((sum, tokens) => sum + tokens, 0),
      tokens_total: spending.tokensOut,
    }),
  ];
}

/**
 * Particle filtering over the steps of a solution (arXiv 2502.01618): in each round every live particle adds a step, a
 * verifier scores what there is, and the particles are drawn again in proportion to softmax(logit(score)).
 * Decision: a particle that has ended keeps its last score and can still be drawn or dropped. All particles are
 * reported as samples, the one with the largest weight first (index 0, `meta.chosen`), so that rules over samples and
 * the filter's own choice can be compared. `draw.stop` says where a step ends, a new line where it is empty; a model
 * that writes a whole solution into one step is not helped by this.
 * Seeds: step (problem, round, particle), score (problem, round, particle, vote), resampling (problem, round).
 */
import { type JobPayload, particlePayloadSchema } from "@plumbline/contract";
import { extractAnswer } from "@plumbline/grading";
import { particleWeights, resampleParticles } from "@plumbline/stats";
import { solvingPrompt } from "../prompts/solvingPrompt.ts";
import { deriveSeed } from "./deriveSeed.ts";
import { CALL_REQUESTS, executeRows, toRow } from "./executeRows.ts";
import type { Executor } from "./executor.ts";
import { type Ask, inLockStep } from "./inLockStep.ts";
import type { Drawn, JobEngine } from "./jobEngine.ts";
import { type JobProblem, problemsOf } from "./problemsOf.ts";
import { scoreBy } from "./scoreBy.ts";
import { addSpending, NOTHING_SPENT, type Spending, toSpending } from "./spending.ts";

type Payload = JobPayload<"particle">;

export const particle: Executor = {
  kind: "particle",
  needsModel: true,

  async execute(context) {
    const payload = particlePayloadSchema.parse(context.lease.payload);
    const solver = await context.engine(payload.model);
    const scorer = payload.scorer === undefined ? solver : await context.engine(payload.scorer);
    const { jobId, promptTemplate } = context.lease;
    const expected = { problems: null as number | null };
    const unitsPerGroup = Math.max(1, Math.floor(CALL_REQUESTS / payload.particles));
    return executeRows<JobProblem>(context, {
      engine: solver,
      units: (async function* () {
        for await (const { problem, total } of problemsOf(context, payload.problems)) {
          expected.problems = total;
          yield problem;
        }
      })(),
      unitsPerGroup,
      maxTokens: payload.draw.maxTokens,
      total: () => (expected.problems === null ? null : expected.problems * payload.particles),
      plan: { problemsAtOnce: unitsPerGroup, lockStep: true, scorer: scorer.facts },
      async make(problems, signal) {
        const filtered = await inLockStep(problems, signal, (problem, ask) =>
          filter(problem, solvingPrompt(problem.statement, promptTemplate), payload, solver, scorer, ask),
        );
        return {
          rows: filtered.flatMap((one) => toRows(one, payload, jobId)),
          spending: filtered.reduce((sum, { spending }) => addSpending(sum, spending), NOTHING_SPENT),
        };
      },
    });
  },
};

interface Particle {
  readonly text: string;
  readonly ended: boolean;
  readonly score: number;
  /** Of this particle's own path; what dropped particles cost is in the problem's spending. */
  readonly path: Drawn | null;
}

interface Filtered {
  readonly problem: JobProblem;
  readonly particles: readonly Particle[];
  readonly weights: readonly number[];
  readonly rounds: number;
  readonly spending: Spending;
}

async function filter(
  problem: JobProblem,
  prompt: string,
  payload: Payload,
  solver: JobEngine,
  scorer: JobEngine,
  ask: Ask,
): Promise<Filtered> {
  const { seed, draw, particles: count, maxSteps, scoreVotes } = payload;
  const { key, statement } = problem;
  let spending = NOTHING_SPENT;
  let rounds = 0;
  let particles: readonly Particle[] = Array.from({ length: count }, () => FRESH);
  for (;;) {
    const live = particles.flatMap((one, at) => (one.ended ? [] : [{ one, at }]));
    const drawn = await ask(
      solver,
      live.map(({ one, at }) => ({
        messages: [{ role: "user" as const, content: prompt }],
        prefill: one.text,
        draw: toStepDraw(payload, one),
        seed: deriveSeed(seed, "particle", key, rounds, at),
      })),
      "solve",
    );
    const grown = live.map(({ one }, at) => grow(one, drawn[at], payload));
    const scored = await scoreBy(
      ask,
      { scorer, votes: scoreVotes, draw, seed },
      statement,
      grown.map(({ text }) => text),
      [key, rounds],
    );
    spending = addSpending(addSpending(spending, toSpending(drawn)), toSpending(scored.drawn));
    rounds += 1;
    const next = [...particles];
    for (const [at, { at: place }] of live.entries()) {
      const one = grown[at];
      if (one !== undefined) next[place] = { ...one, score: scored.scores[at] ?? one.score };
    }
    const weights = particleWeights(next.map(({ score }) => score));
    if (rounds >= maxSteps || next.every(({ ended }) => ended)) {
      return { problem, particles: next, weights, rounds, spending };
    }
    const kept = resampleParticles(weights, count, deriveSeed(seed, "resample", key, rounds));
    particles = kept.map((at) => next[at] ?? FRESH);
    if (particles.every(({ ended }) => ended)) {
      const last = particleWeights(particles.map(({ score }) => score));
      return { problem, particles, weights: last, rounds, spending };
    }
  }
}

const FRESH: Particle = { text: "", ended: false, score: 0.5, path: null };

function stepEnds({ draw }: Payload): readonly string[] {
  return draw.stop.length > 0 ? draw.stop : ["\n"];
}

/** A step may take what is left of the solution's tokens. */
function toStepDraw(payload: Payload, { path }: Particle) {
  const left = payload.draw.maxTokens - (path?.tokensOut ?? 0);
  return { ...payload.draw, stop: [...stepEnds(payload)], maxTokens: Math.max(1, left) };
}

/**
 * Whether the model has ended follows from what stopped it. An engine that does not tell has ended for us where the
 * step is empty or the text announces its answer.
 */
function grow(before: Particle, step: Drawn | undefined, payload: Payload): Particle {
  if (step === undefined) return { ...before, ended: true };
  const text = before.text + step.text;
  const path = addPath(before.path, step);
  const cut = step.finish === "length" || path.tokensOut >= payload.draw.maxTokens;
  const ended =
    step.stopString === undefined
      ? step.text.trim() === "" || extractAnswer(text, { finish: "length" }).status === "found"
      : step.stopString === null;
  if (cut || ended) return { ...before, text, path, ended: true };
  return { ...before, text: text + (step.stopString ?? stepEnds(payload)[0] ?? "\n"), path, ended: false };
}

function addPath(path: Drawn | null, step: Drawn): Drawn {
  if (path === null) return step;
  const known = path.logProbability !== null && step.logProbability !== null;
  return {
    ...step,
    tokensIn: path.tokensIn + step.tokensIn,
    tokensOut: path.tokensOut + step.tokensOut,
    logProbability: known ? (path.logProbability ?? 0) + (step.logProbability ?? 0) : null,
    latencyMs: path.latencyMs + step.latencyMs,
    cost: path.cost === null && step.cost === null ? null : (path.cost ?? 0) + (step.cost ?? 0),
  };
}

/** The chosen one first, the others in their order. What the whole filter used stands in `meta` of each. */
function toRows({ problem, particles, weights, rounds, spending }: Filtered, payload: Payload, job: string) {
  const chosen = weights.indexOf(Math.max(...weights));
  const order = [chosen, ...[...weights.keys()].filter((at) => at !== chosen)];
  return order.flatMap((at, index) => {
    const one = particles[at];
    if (one === undefined || one.path === null) return [];
    const generation: Drawn = {
      ...one.path,
      text: one.text,
      finish: one.ended ? one.path.finish : "length",
    };
    return [
      toRow(problem.key, index, generation, payload.seed, {
        job,
        particle: at,
        weight: weights[at],
        chosen: index === 0,
        score: one.score,
        rounds,
        tokens_total: spending.tokensOut,
      }),
    ];
  });
}

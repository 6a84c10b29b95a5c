/**
 * `bench -- verification [--problems 300] [--seed 1] [--model FOLDER] [--verify-temperature 0.5]`: what verification is worth on
 * problems that nano never saw. Decision: everything goes the way of a job (the engine, the prompts, the grader and
 * packages/stats), only queue and storage are left out. N = 16 solutions of each problem, M = 8 verdicts on each; 32
 * verdicts on the first 2 solutions of each problem, for the accuracy of one vote against 32.
 */
import { parseArgs } from "node:util";
import { gradeSample } from "@plumbline/grading";
import {
  type ReportProblem,
  type SelectionReport,
  selectionReport,
  type VerifierAccuracy,
  verifierAccuracy,
} from "@plumbline/stats";
import type { Engine, GenerationRequest } from "../../gpu-runner/src/engines/engine.ts";
import { createOnnxEngine } from "../../gpu-runner/src/engines/onnx/createOnnxEngine.ts";
import { deriveSeed } from "../../gpu-runner/src/jobs/deriveSeed.ts";
import { readVerdict } from "../../gpu-runner/src/prompts/readVerdict.ts";
import { solvingPrompt } from "../../gpu-runner/src/prompts/solvingPrompt.ts";
import { verificationPrompt } from "../../gpu-runner/src/prompts/verificationPrompt.ts";
import { type NanoProblem, nanoProblems } from "../../scripts/nanoProblems.ts";
import { NANO } from "../../scripts/stack/paths.ts";
import { nameError } from "./nano/nameError.ts";
import { printVerification } from "./nano/printVerification.ts";

const SAMPLES = 16;
const VOTES = 8;
const DEEP_SAMPLES = 2;
const DEEP_VOTES = 32;
const ALPHA = 0.1;
const PENALTY = "ln_over_n";
/** Requests of one call: enough to keep batches full, few enough to show progress. */
const GROUP = 2_048;
const draw = (temperature: number, maxTokens: number) => ({
  temperature,
  topK: 0,
  topP: 1,
  maxTokens,
  stop: [],
});

export interface Solution {
  readonly problem: NanoProblem;
  readonly text: string;
  readonly answer: string | null;
  readonly right: boolean;
  readonly tokens: number;
  readonly error: string;
  readonly votes: (boolean | null)[];
  voteTokens: number;
}

export async function runBench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: {
      problems: { type: "string", default: "300" },
      seed: { type: "string", default: "1" },
      model: { type: "string", default: NANO },
      threads: { type: "string", default: "2" },
      // Chosen among 1, .7, .6 and .5 on problems of the watch split, not on these.
      "verify-temperature": { type: "string", default: "0.5" },
    },
  });
  const seed = Number(values.seed);
  const problems = nanoProblems(Number(values.problems));
  const log = { info() {}, warn() {}, error() {} };
  const engine = await createOnnxEngine({ folder: values.model, threads: Number(values.threads), log });
  const started = performance.now();
  const solutions = await solve(engine, problems, seed);
  await verify(engine, solutions, seed, Number(values["verify-temperature"]));
  await engine.close();
  const minutes = (performance.now() - started) / 60_000;
  const report = selectionReport(toReportProblems(problems, solutions, SAMPLES, VOTES), { seed });
  const deep = toReportProblems(problems, solutions, DEEP_SAMPLES, DEEP_VOTES);
  const accuracy = verifierAccuracy(deep, { votes: [1, 8, DEEP_VOTES], seed });
  if (report === null || accuracy === null) throw new Error("Nothing was solved, or everything: no figures.");
  printVerification({ report, accuracy, solutions, samples: SAMPLES, seed, minutes, facts: engine.facts });
  return toLastLine(report, accuracy, problems.length, seed);
}

async function solve(engine: Engine, problems: readonly NanoProblem[], seed: number): Promise<Solution[]> {
  const wanted = problems.flatMap((problem) =>
    Array.from({ length: SAMPLES }, (_, index) => ({
      problem,
      request: {
        messages: [{ role: "user" as const, content: solvingPrompt(problem.statement) }],
        draw: draw(1, 64),
        seed: deriveSeed(seed, "sample", problem.key, index),
      },
    })),
  );
  const texts = await generate(
    engine,
    wanted.map(({ request }) => request),
    "solving",
  );
  return wanted.map(({ problem }, at) => {
    const { text = "", tokens = 0 } = texts[at] ?? {};
    const grade = gradeSample({
      response: text,
      finish: null,
      spec: { type: "auto", ...problem.spec },
      policy: "default",
    });
    const right = grade.outcome === "correct";
    const answer = right ? problem.spec.gold : (grade.extracted?.text ?? null);
    const error = right ? "none" : nameError(problem.statement, text);
    return { problem, text, answer, right, tokens, error, votes: [], voteTokens: 0 };
  });
}

async function verify(
  engine: Engine,
  solutions: readonly Solution[],
  seed: number,
  temperature: number,
): Promise<void> {
  const wanted = solutions.flatMap((solution, at) =>
    Array.from({ length: at % SAMPLES < DEEP_SAMPLES ? DEEP_VOTES : VOTES }, (_, vote) => ({
      solution,
      request: {
        messages: [
          { role: "user" as const, content: verificationPrompt(solution.problem.statement, solution.text) },
        ],
        draw: draw(temperature, 248),
        seed: deriveSeed(seed, "verify", solution.problem.key, at % SAMPLES, vote),
      },
    })),
  );
  const checks = await generate(
    engine,
    wanted.map(({ request }) => request),
    "verifying",
  );
  for (const [at, { solution }] of wanted.entries()) {
    const { text = "", tokens = 0 } = checks[at] ?? {};
    const verdict = readVerdict(text);
    solution.votes.push(verdict === "unparseable" ? null : verdict === "right");
    solution.voteTokens += (tokens - solution.voteTokens) / solution.votes.length;
  }
}

async function generate(
  engine: Engine,
  requests: readonly GenerationRequest[],
  what: string,
): Promise<{ text: string; tokens: number }[]> {
  const { signal } = new AbortController();
  const results: { text: string; tokens: number }[] = [];
  for (let start = 0; start < requests.length; start += GROUP) {
    const group = await engine.generate(requests.slice(start, start + GROUP), { signal });
    results.push(...group.map(({ text, tokensOut }) => ({ text, tokens: tokensOut })));
    console.error(`${what} ${results.length}/${requests.length}`);
  }
  return results;
}

function toReportProblems(
  problems: readonly NanoProblem[],
  solutions: readonly Solution[],
  samples: number,
  votes: number,
): ReportProblem[] {
  return problems.map(({ key }, problem) => ({
    problemId: key,
    cluster: null,
    samples: solutions
      .slice(problem * SAMPLES, problem * SAMPLES + samples)
      .map((solution) => ({ ...solution, votes: solution.votes.slice(0, votes) })),
  }));
}

function toLastLine(report: SelectionReport, accuracy: VerifierAccuracy, problems: number, seed: number) {
  const isPessimistic = ({ rule, alpha, votes }: SelectionReport["rules"][number]): boolean =>
    rule === "pessimistic" && alpha === ALPHA && votes === VOTES;
  const accuracyOf = (rule: string): number | undefined =>
    report.rules.find((each) => each.rule === rule && (each.votes === 0 || each.votes === VOTES))?.value;
  const differenceTo = (against: string) => {
    const found = report.differences.find(
      (each) =>
        each.rule === "pessimistic" &&
        each.alpha === ALPHA &&
        each.votes === VOTES &&
        each.against === against,
    );
    return found === undefined
      ? null
      : { diff: round(found.diff), low: round(found.low), high: round(found.high) };
  };
  const [gain] = accuracy.gains.filter(({ votes }) => votes === DEEP_VOTES);
  const accuracyWith = (votes: number) =>
    round(accuracy.estimates.find((estimate) => estimate.votes === votes)?.value);
  return {
    problems,
    n: SAMPLES,
    m: VOTES,
    alpha: ALPHA,
    penalty: PENALTY,
    pass1: round(report.passAtK[0]?.value),
    passN: round(report.passAtK.at(-1)?.value),
    majority: round(accuracyOf("majority")),
    bestOfN: round(accuracyOf("best_of_n")),
    weightedSum: round(accuracyOf("weighted_sum")),
    pv: round(report.rules.find(isPessimistic)?.value),
    pvMinusMajority: differenceTo("majority"),
    pvMinusBestOfN: differenceTo("best_of_n"),
    pvMinusWeightedSum: differenceTo("weighted_sum"),
    pvMinusPass1: differenceTo("single"),
    verifierAccuracy1: accuracyWith(1),
    verifierAccuracy32: accuracyWith(DEEP_VOTES),
    accuracyGain:
      gain === undefined ? null : { diff: round(gain.diff), low: round(gain.low), high: round(gain.high) },
    tokens: (report.tokens.solving ?? 0) + (report.tokens.verifying ?? 0),
    seed,
  };
}

function round(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10_000) / 10_000;
}

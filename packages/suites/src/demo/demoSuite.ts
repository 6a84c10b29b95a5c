/**
 * The demonstration: a generated benchmark and the outputs of four solvers that err on purpose.
 * Decision: no model had a hand in it, and its name, description and organisation say so. It exists so that a new
 * installation shows a filled board, every outcome, and intervals that do and do not separate two systems.
 */
import type { InterchangeRow, NewProblem } from "@plumbline/contract";
import { type Random, seededRandom } from "../random.ts";
import type { DemoProblem, Slip, Worked } from "./problem.ts";
import { DEMO_TEMPLATES } from "./templates.ts";

export interface DemoSolver {
  readonly name: string;
  readonly description: string;
  /** Probability that a step goes wrong. */
  readonly slipRate: number;
  /** Probability that the token limit cuts the output. */
  readonly cutRate: number;
  /** Probability that no answer is given. */
  readonly silentRate: number;
  finish(answer: string): string;
}

export const DEMO_SOLVERS: readonly DemoSolver[] = [
  {
    name: "Demo: careful",
    description: "errs in 1 step of 40",
    slipRate: 0.025,
    cutRate: 0,
    silentRate: 0.005,
    finish: (answer) => `Therefore the answer is $\\boxed{${answer}}$.`,
  },
  {
    name: "Demo: steady",
    description: "errs in 1 step of 25",
    slipRate: 0.04,
    cutRate: 0.005,
    silentRate: 0,
    finish: (answer) => `#### ${answer.replace(/^x = /u, "")}`,
  },
  {
    name: "Demo: hasty",
    description: "errs in 1 step of 8",
    slipRate: 0.125,
    cutRate: 0.01,
    silentRate: 0.01,
    finish: (answer) => `Final answer: $${answer}$`,
  },
  {
    name: "Demo: rambling",
    description: "errs in 1 step of 16 and often runs out of tokens",
    slipRate: 0.06,
    cutRate: 0.12,
    silentRate: 0.02,
    finish: (answer) =>
      `So I would say that the final answer is $\\boxed{${answer}}$, after checking it twice.`,
  },
];

export const DEMO_BENCHMARK = {
  slug: "plumbline-demo",
  name: "Plumbline demo",
  description:
    "A generated benchmark of short calculations with the outputs of four error-injected solvers. No language model produced them: they show what a board looks like.",
} as const;

export interface DemoSuite {
  readonly problems: readonly NewProblem[];
  /** Outputs by solver name, samples of a problem next to one another. */
  readonly outputs: ReadonlyMap<string, readonly InterchangeRow[]>;
}

/**
 * @param seed any 32-bit integer; the same seed gives the same suite.
 * @param problemCount problems to make, 1 to 10,000.
 * @param samplesPerProblem outputs of each solver for each problem.
 */
export function generateDemoSuite(seed: number, problemCount: number, samplesPerProblem: number): DemoSuite {
  const problems = distinctProblems(seededRandom(seed), problemCount);
  const outputs = DEMO_SOLVERS.map((solver, order) => {
    const random = seededRandom(seed + 1 + order);
    const rows = problems.flatMap(({ key, problem }) =>
      Array.from({ length: samplesPerProblem }, (_, index) => attempt(solver, key, problem, index, random)),
    );
    return [solver.name, rows] as const;
  });
  return {
    problems: problems.map(({ key, problem }) => ({
      key,
      statement: problem.statement,
      spec: { gold: problem.work((value) => value).answer },
      tags: [...problem.tags],
    })),
    outputs: new Map(outputs),
  };
}

/** Statements are what identifies a problem, so no two may be alike. */
function distinctProblems(random: Random, count: number): { key: string; problem: DemoProblem }[] {
  const seen = new Set<string>();
  const problems: { key: string; problem: DemoProblem }[] = [];
  while (problems.length < count) {
    const template = DEMO_TEMPLATES[problems.length % DEMO_TEMPLATES.length] ?? DEMO_TEMPLATES[0];
    const problem = template(random);
    if (seen.has(problem.statement)) continue;
    seen.add(problem.statement);
    problems.push({ key: `demo-${String(problems.length + 1).padStart(4, "0")}`, problem });
  }
  return problems;
}

function attempt(
  solver: DemoSolver,
  key: string,
  problem: DemoProblem,
  index: number,
  random: Random,
): InterchangeRow {
  const slip: Slip = (value) => (random.chance(solver.slipRate) ? wrong(value, random) : value);
  const worked = problem.work(slip);
  const cut = random.chance(solver.cutRate);
  const response = cut
    ? cutOff(worked, random)
    : toResponse(worked, solver, random.chance(solver.silentRate));
  return {
    problem_id: key,
    sample_index: index,
    problem: problem.statement,
    response,
    model: solver.name,
    tokens_out: Math.ceil(response.length / 3.6),
    finish: cut ? "length" : "stop",
  };
}

/** The errors people and models make: off by a little, two digits swapped, a lost sign. */
function wrong(value: number, random: Random): number {
  switch (random.pick(["near", "ten", "sign"] as const)) {
    case "near":
      return value + random.pick([-2, -1, 1, 2] as const);
    case "ten":
      return value + random.pick([-10, 10] as const);
    case "sign":
      return value === 0 ? 1 : -value;
  }
}

function toResponse({ lines, answer }: Worked, solver: DemoSolver, silent: boolean): string {
  return [...lines, silent ? "I am not certain, so I leave it open." : solver.finish(answer)].join("\n");
}

function cutOff({ lines }: Worked, random: Random): string {
  const text = `<think>\n${lines.join("\n")}\nLet me check that again from the start. ${lines.join(" ")}`;
  return text.slice(0, Math.floor(text.length * (0.5 + random.integer(0, 40) / 100)));
}

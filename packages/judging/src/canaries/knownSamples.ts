/**
 * Samples whose judgement is beyond doubt, for every judge that says right or wrong.
 * Decision: few, short and elementary, so that a judge that fails on them is no judge; harder ones come from labelled
 * data, which callers add. A problem is used for good and bad alike, so that the problem alone tells nothing.
 */
import type { Judge } from "../judge.ts";
import { WHOLE_PROOF } from "../judges/rubric.ts";
import type { KnownSample } from "./canary.ts";

interface Solved {
  readonly key: string;
  readonly problem: string;
  readonly reference: string;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** Right and wrong all the way down: usable for every judge of answers and of whole solutions. */
const SOLVED: readonly Solved[] = [
  {
    key: "pens",
    problem:
      "A pen costs 3 dollars and a book costs 4 times as much. What do 2 pens and a book cost together, in dollars?",
    reference: "18",
    good: [
      "A book costs 4 * 3 = 12 dollars.",
      "Two pens cost 2 * 3 = 6 dollars.",
      "Together 12 + 6 = 18. The answer is 18.",
    ],
    bad: [
      "A book costs 4 * 3 = 12 dollars.",
      "Two pens cost 2 * 3 = 8 dollars.",
      "Together 12 + 8 = 20. The answer is 20.",
    ],
  },
  {
    key: "roots",
    problem: "Find the sum of all real x with x^2 - 5x + 6 = 0.",
    reference: "5",
    good: ["x^2 - 5x + 6 = (x - 2)(x - 3).", "So x = 2 or x = 3.", "2 + 3 = 5. The answer is 5."],
    bad: ["x^2 - 5x + 6 = (x - 1)(x - 6).", "So x = 1 or x = 6.", "1 + 6 = 7. The answer is 7."],
  },
  {
    key: "even_squares",
    problem: "n is an odd integer. What is the remainder of n^2 on division by 8?",
    reference: "1",
    good: [
      "Write n = 2k + 1.",
      "Then n^2 = 4k(k + 1) + 1.",
      "One of k and k + 1 is even, so 8 divides 4k(k + 1). The answer is 1.",
    ],
    bad: [
      "Write n = 2k + 1.",
      "Then n^2 = 4k^2 + 1.",
      "Since 4k^2 may be 4, n^2 is 5 modulo 8. The answer is 5.",
    ],
  },
];

interface Flawed {
  readonly problem: string;
  readonly good: string;
  readonly bad: string;
}

const MEAN = "Prove that a^2 + b^2 >= 2ab for all real a and b.";
const BY_SQUARE =
  "For all real a and b the square (a - b)^2 is not negative. Expanding it gives a^2 - 2ab + b^2 >= 0, hence a^2 + b^2 >= 2ab.";

/** One flaw each, for the judges that look for it. */
const FLAWED: Readonly<Record<string, readonly Flawed[]>> = {
  toy_case: [
    {
      problem: MEAN,
      good: `${BY_SQUARE} For a = b = 1 both sides are 2, so equality can occur.`,
      bad: "Take a = b = 1: then 2 >= 2. Take a = 1, b = 2: then 5 >= 4. Take a = 0, b = 3: then 9 >= 0. So the inequality holds for all real a and b.",
    },
  ],
  logical_gap: [
    {
      problem: MEAN,
      good: BY_SQUARE,
      bad: "Using Lagrange multipliers one finds that the minimum of a^2 + b^2 - 2ab is 0. A numerical check confirms it. This proves the claim.",
    },
  ],
  numerical_approximation: [
    {
      problem: "Simplify (sqrt(8) + sqrt(2))^2.",
      good: "sqrt(8) = 2 sqrt(2), so the sum is 3 sqrt(2), and its square is 9 * 2 = 18.",
      bad: "sqrt(8) is about 2.83 and sqrt(2) is about 1.41. Their sum is 4.24, and 4.24^2 = 17.9776, so the answer is 17.98.",
    },
  ],
  numerical_computation: [
    {
      problem: "Compute 17 * 12 - 48 / 4.",
      good: "17 * 12 = 204 and 48 / 4 = 12. Then 204 - 12 = 192.",
      bad: "17 * 12 = 214 and 48 / 4 = 12. Then 214 - 12 = 202.",
    },
  ],
};

/** Good and bad samples in turn. Empty for a judge that compares. */
export function knownSamplesFor(judge: Judge): readonly KnownSample[] {
  if (judge.needs.includes("other")) return [];
  const flawed = FLAWED[judge.id];
  if (flawed !== undefined) return flawed.flatMap((pair, index) => ofFlaw(`${judge.id}_${index}`, pair));
  return SOLVED.flatMap((solved) => [ofSolution(judge, solved, "good"), ofSolution(judge, solved, "bad")]);
}

function ofFlaw(key: string, { problem, good, bad }: Flawed): readonly KnownSample[] {
  return [
    { key: `${key}_good`, input: { problem, response: good }, accept: true, note: "free of the flaw" },
    { key: `${key}_bad`, input: { problem, response: bad }, accept: false, note: "has the flaw" },
  ];
}

function ofSolution(
  judge: Judge,
  { key, problem, reference, ...solutions }: Solved,
  side: "good" | "bad",
): KnownSample {
  const steps = solutions[side];
  return {
    key: `${key}_${side}`,
    input: {
      problem,
      response: steps.join("\n"),
      ...(judge.needs.includes("reference") && { reference }),
      ...(judge.needs.includes("steps") && { steps: [...steps] }),
      ...(judge.needs.includes("criteria") && { criteria: [...WHOLE_PROOF] }),
    },
    accept: side === "good",
    note: side === "good" ? "right in every step" : "wrong from the second step at the latest",
  };
}

/**
 * `npm run fuzz -- checker`: random pairs, decided by the checker and by SymPy with mpmath.
 *
 * Decision: half the pairs are a form and its rewriting (equal by construction), half a form and a perturbation. A
 * false `equal` fails the run and prints the pair with its seed; a false `different` does too; `undecided` is counted.
 * Bounded: --count pairs (default 2000), --seed (default 1).
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { type CheckResult, checkAnswer } from "@plumbline/checker";
import { findPython } from "./findPython.ts";
import { seededRandom } from "./random.ts";
import { perturb, rewrite } from "./rewrite.ts";
import { randomTree, type Tree, toLatex, toPlain, toPython } from "./tree.ts";

interface FuzzPair {
  readonly id: number;
  readonly gold: string;
  readonly answer: string;
  readonly left: string;
  readonly right: string;
}

export interface FuzzReport {
  readonly pairs: number;
  readonly equal: number;
  readonly different: number;
  readonly unknown: number;
  readonly falseEqual: number;
  readonly falseDifferent: number;
  readonly undecided: number;
}

export async function fuzzChecker(args: string[]): Promise<FuzzReport> {
  const { values } = parseArgs({
    args,
    options: { count: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } },
  });
  const python = findPython("sympy, mpmath");
  if (python === null) {
    throw new Error(
      "The fuzz compares with SymPy and mpmath, which no Python here has. Install them (`python3 -m pip install sympy mpmath`) or name the interpreter that has them in PLUMBLINE_PYTHON.",
    );
  }
  const pairs = makePairs(Number(values.count), Number(values.seed));
  const verdicts = await askOracle(python, pairs);
  return report(pairs, verdicts, values.seed);
}

function makePairs(count: number, seed: number): FuzzPair[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, id) => {
    const tree = randomTree(random, { variables: random.chance(0.5), depth: random.integer(1, 3) });
    const other: Tree = random.chance(0.5) ? rewrite(tree, random) : perturb(tree, random);
    const print = random.chance(0.7) ? toLatex : toPlain;
    return { id, gold: toLatex(tree), answer: print(other), left: toPython(tree), right: toPython(other) };
  });
}

async function askOracle(python: string, pairs: readonly FuzzPair[]): Promise<Map<number, string>> {
  const oracle = spawn(python, [join(import.meta.dirname, "oracle.py")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  oracle.stdin.end(pairs.map(({ id, left, right }) => `${JSON.stringify({ id, left, right })}\n`).join(""));
  const verdicts = new Map<number, string>();
  for await (const line of createInterface({ input: oracle.stdout })) {
    const { id, verdict } = JSON.parse(line) as { id: number; verdict: string };
    verdicts.set(id, verdict);
  }
  if (verdicts.size !== pairs.length) {
    throw new Error(`The oracle answered ${verdicts.size} of ${pairs.length} pairs.`);
  }
  return verdicts;
}

function report(pairs: readonly FuzzPair[], verdicts: ReadonlyMap<number, string>, seed: string): FuzzReport {
  const counts = {
    pairs: pairs.length,
    equal: 0,
    different: 0,
    unknown: 0,
    falseEqual: 0,
    falseDifferent: 0,
    undecided: 0,
  };
  for (const { id, gold, answer } of pairs) {
    const truth = verdicts.get(id);
    const relation = relationOf(checkAnswer(gold, answer, { policy: "exact", type: "math" }));
    if (truth === "equal") counts.equal += 1;
    else if (truth === "different") counts.different += 1;
    else counts.unknown += 1;
    if (relation === "undecided") counts.undecided += 1;
    const wrong =
      truth === "different" && relation === "equal"
        ? "falseEqual"
        : truth === "equal" && relation === "different"
          ? "falseDifferent"
          : null;
    if (wrong === null) continue;
    counts[wrong] += 1;
    console.error(`${wrong} (seed ${seed}, pair ${id}): ${gold} | ${answer}`);
  }
  return counts;
}

function relationOf(result: CheckResult): string {
  return result.status === "compared" ? result.relation : "gold_unreadable";
}

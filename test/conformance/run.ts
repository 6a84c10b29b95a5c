/**
 * `npm run conformance -- --command "CMD"`: the corpus against any checker that speaks `plumb check`'s JSONL.
 *
 * Decision: CMD gets one line `{"id", "gold", "pred"}` a row on standard input and answers one line a row with at
 * least `{"id", "outcome"}`, in any order. `correct` and `incorrect` are verdicts; any other outcome, and a row that is
 * not answered, is a miss. Rows with `--shared` are the public answer pairs, which stay outside the repository.
 * Options: --shared adds them where the data is; --only FAMILY restricts the rows.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { readSuites } from "../corpus/answerPairs.ts";
import { CORPUS } from "../corpus/corpus.ts";

interface Row {
  readonly id: string;
  readonly group: string;
  readonly gold: string;
  readonly pred: string;
  readonly expected: boolean;
}

interface Score {
  rows: number;
  right: number;
  falseEqual: number;
  falseDifferent: number;
  unanswered: number;
}

const { values } = parseArgs({
  options: {
    command: { type: "string" },
    only: { type: "string" },
    shared: { type: "boolean", default: false },
  },
});
if (values.command === undefined) {
  console.error('Which checker? npm run conformance -- --command "npx plumb check"');
  process.exit(2);
}
const rows = readRows(values.shared).filter(
  ({ group }) => values.only === undefined || group === values.only,
);
const started = performance.now();
const outcomes = await ask(values.command, rows);
const seconds = (performance.now() - started) / 1000;
const scores = score(rows, outcomes);
const total = sum([...scores.values()]);
console.table(Object.fromEntries(scores));
console.log(JSON.stringify({ command: values.command, ...total, seconds: Number(seconds.toFixed(3)) }));
process.exit(0);

function readRows(shared: boolean): Row[] {
  const own = CORPUS.map(({ id, family, gold, answer, expected }) => ({
    id,
    group: family,
    gold,
    pred: answer,
    expected,
  }));
  const suites = shared ? readSuites() : null;
  const theirs = [...(suites ?? [])].flatMap(([suite, suiteRows]) =>
    suiteRows.map(({ id, gold, pred, expected }) => ({ id, group: suite, gold, pred, expected })),
  );
  return [...own, ...theirs];
}

async function ask(command: string, asked: readonly Row[]): Promise<Map<string, string>> {
  const child = spawn(command, { shell: true, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.on("error", () => console.error("The command closed its input before it had read every row."));
  child.stdin.end(asked.map(({ id, gold, pred }) => `${JSON.stringify({ id, gold, pred })}\n`).join(""));
  child.on("exit", (status) => {
    if (status !== 0) console.error(`The command ended with status ${status}.`);
  });
  const answered = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const answer = readAnswer(line);
    if (answer !== null) answered.set(answer.id, answer.outcome);
  }
  return answered;
}

function readAnswer(line: string): { id: string; outcome: string } | null {
  try {
    const { id, outcome } = JSON.parse(line) as { id?: unknown; outcome?: unknown };
    return typeof id === "string" && typeof outcome === "string" ? { id, outcome } : null;
  } catch {
    return null;
  }
}

function score(asked: readonly Row[], answered: ReadonlyMap<string, string>): Map<string, Score> {
  const groups = new Map<string, Score>();
  for (const { id, group, expected } of asked) {
    const entry = groups.get(group) ?? { rows: 0, right: 0, falseEqual: 0, falseDifferent: 0, unanswered: 0 };
    groups.set(group, entry);
    entry.rows += 1;
    const outcome = answered.get(id);
    if (outcome !== "correct" && outcome !== "incorrect" && outcome !== "no_answer") entry.unanswered += 1;
    else if ((outcome === "correct") === expected) entry.right += 1;
    else if (expected) entry.falseDifferent += 1;
    else entry.falseEqual += 1;
  }
  return groups;
}

function sum(groups: readonly Score[]): Score {
  const total = { rows: 0, right: 0, falseEqual: 0, falseDifferent: 0, unanswered: 0 };
  for (const group of groups) {
    total.rows += group.rows;
    total.right += group.right;
    total.falseEqual += group.falseEqual;
    total.falseDifferent += group.falseDifferent;
    total.unanswered += group.unanswered;
  }
  return total;
}

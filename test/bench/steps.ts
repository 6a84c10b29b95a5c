/**
 * `bench -- steps`: the deterministic step checks on solutions whose first wrong step people have marked.
 *
 * Decision: three rates, each with its own denominator. A step labelled right stands before the marked one, or in a
 * solution in which no step is marked; a false alarm is such a step with a claim that fails. The first failing step of
 * a solution is our answer to "where is the first error": precision is the share of these answers that are the marked
 * step, recall the share of marked steps found so, firstErrorF1 their harmonic mean. n counts solutions.
 * A solution without a mark and with a wrong final answer contradicts its label: some step of it is wrong, nobody knows
 * which. It has no part in the rates, and stderr says what they would be with it.
 * The baseline gets the same texts: it knows "a op b = c" by a regular expression and nothing else.
 * Options: --show alarms prints each false alarm to stderr.
 */
import { parseArgs } from "node:util";
import { checkSteps, toSteps } from "@plumbline/judging";
import { wilsonInterval } from "@plumbline/stats";
import { readRows } from "../corpus/sharedData.ts";
import { simpleClaimsFail } from "./simpleClaims.ts";

const SETS = ["mr_gsm8k", "mr_ben_math", "prm800k_phase1_test", "bigbench_mistake"] as const;

interface Row {
  readonly id: string;
  readonly benchmark: string;
  readonly steps: readonly string[];
  readonly first_error_step: number | null;
  readonly label: boolean | null;
}

/** Which steps of a solution have a claim that fails. */
type Flagger = (steps: readonly string[]) => readonly boolean[];

const CHECKS: Flagger = (steps) => checkSteps(toSteps(steps)).steps.map(({ outcome }) => outcome === "fails");
const BASELINE: Flagger = (steps) => steps.map((step) => simpleClaimsFail(step, "anywhere"));
const CAREFUL_BASELINE: Flagger = (steps) => steps.map((step) => simpleClaimsFail(step, "alone"));

export async function runBench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({ args, options: { show: { type: "string", default: "" } } });
  const summary: Record<string, unknown> = {};
  for (const set of SETS) {
    const rows = readRows<Row>(`outputs/${set}.jsonl`)?.filter(
      ({ benchmark }) => set !== "bigbench_mistake" || benchmark === "bbh:multistep_arithmetic",
    );
    if (rows === undefined) continue;
    const ours = measure(rows, CHECKS, values.show === "alarms");
    console.error(`${set}: ${rows.length} solutions, ${ours.wrong} with a marked step`);
    for (const [name, figures] of [
      ["step checks", ours],
      ["baseline, a op b = c anywhere", measure(rows, BASELINE, false)],
      ["baseline, a op b = c standing alone", measure(rows, CAREFUL_BASELINE, false)],
    ] as const)
      console.error(describe(name, figures));
    summary[set] = { ...rates(ours), n: rows.length };
  }
  return summary;
}

interface Figures {
  right: number;
  alarms: number;
  wrong: number;
  flagged: number;
  exact: number;
  /** Failing steps in solutions with a mark: before it, on it, after it. */
  before: number;
  on: number;
  after: number;
  contradictory: number;
  contradictoryAlarms: number;
}

function measure(rows: readonly Row[], flag: Flagger, show: boolean): Figures {
  const figures: Figures = {
    right: 0,
    alarms: 0,
    wrong: 0,
    flagged: 0,
    exact: 0,
    before: 0,
    on: 0,
    after: 0,
    contradictory: 0,
    contradictoryAlarms: 0,
  };
  for (const { id, steps, first_error_step: first, label } of rows) {
    const flags = flag(steps);
    const labelled = flags.slice(0, first ?? steps.length);
    const alarms = labelled.filter(Boolean).length;
    if (first === null && label === false) {
      figures.contradictory += labelled.length;
      figures.contradictoryAlarms += alarms;
      continue;
    }
    figures.right += labelled.length;
    figures.alarms += alarms;
    if (show && alarms > 0)
      for (const [at, step] of steps.entries())
        if (labelled[at] === true) console.error(`${id} ${at}: ${step}`);
    const found = flags.indexOf(true);
    if (found >= 0) figures.flagged += 1;
    if (first === null) continue;
    figures.wrong += 1;
    if (found === first) figures.exact += 1;
    figures.before += alarms;
    if (flags[first] === true) figures.on += 1;
    figures.after += flags.slice(first + 1).filter(Boolean).length;
  }
  return figures;
}

function rates({ right, alarms, wrong, flagged, exact }: Figures): Record<string, number> {
  const [precision, recall] = [exact / Math.max(flagged, 1), exact / Math.max(wrong, 1)];
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return {
    falseAlarmRate: round(alarms / Math.max(right, 1)),
    precision: round(precision),
    recall: round(recall),
    firstErrorF1: round(f1),
  };
}

function describe(name: string, figures: Figures): string {
  const { right, alarms, wrong, flagged, exact, before, on, after } = figures;
  const { contradictory, contradictoryAlarms } = figures;
  const lines = [
    `  ${name}`,
    `    false alarms ${share(alarms, right)}; with contradictory labels ${share(alarms + contradictoryAlarms, right + contradictory)}`,
    `    precision ${share(exact, flagged)}, recall ${share(exact, wrong)}, F1 ${rates(figures)["firstErrorF1"]}`,
    `    failing steps in solutions with a mark: ${before} before it, ${on} on it, ${after} after it`,
  ];
  return lines.join("\n");
}

function share(part: number, whole: number): string {
  if (whole === 0) return "0/0";
  const { low, high } = wilsonInterval(part, whole);
  return `${part}/${whole} = ${percent(part / whole)} [${percent(low)}, ${percent(high)}]`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(2)} %`;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

/**
 * `bench -- checker`: how fast pairs and whole responses are graded, and how much faster than Math-Verify.
 *
 * Decision: pairs are the public answer pairs with their hostile inputs (without the 1,318 program outputs, which are
 * all alike), each timed alone after one warm-up round; rates are the median of rounds. Math-Verify gets the
 * same pairs (or every n-th of them) in the same run, once, and the ratio is of the times for those. What each decider takes goes to stderr.
 * Options: --rounds N (default 5), --peer-pairs N (default 2000, that is all; 0 leaves Math-Verify out).
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { gradeAnswer, gradeSample } from "@plumbline/grading";
import { build } from "esbuild";
import { readSuites } from "../corpus/answerPairs.ts";
import { CORPUS } from "../corpus/corpus.ts";
import { readRows } from "../corpus/sharedData.ts";
import { findPython } from "../fuzz/findPython.ts";

interface Pair {
  readonly gold: string;
  readonly pred: string;
}

export async function runBench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: { rounds: { type: "string", default: "5" }, "peer-pairs": { type: "string", default: "2000" } },
  });
  const rounds = Number(values.rounds);
  const pairs = readPairs();
  const { times, byDecider, rate } = timePairs(pairs, rounds);
  printDeciders(byDecider);
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return {
    pairsPerSecond: Math.round(rate),
    responsesPerSecond: timeResponses(rounds),
    p50ms: at(0.5),
    p95ms: at(0.95),
    p99ms: at(0.99),
    maxms: at(1),
    mathVerifyRatio: compareWithMathVerify(pairs, Number(values["peer-pairs"])),
    bundleGzipBytes: await bundleSize(),
    pairs: pairs.length,
  };
}

function readPairs(): Pair[] {
  const suites = readSuites();
  if (suites === null) {
    console.error("The public answer pairs are absent: the repository's own corpus is timed instead.");
    return CORPUS.map(({ gold, answer }) => ({ gold, pred: answer }));
  }
  return [...suites].filter(([suite]) => suite !== "silver-tora-gsm8k").flatMap(([, rows]) => rows);
}

function timePairs(
  pairs: readonly Pair[],
  rounds: number,
): { times: number[]; byDecider: Map<string, number[]>; rate: number } {
  for (const pair of pairs) gradeAnswer(pair);
  const times: number[] = [];
  const rates: number[] = [];
  const byDecider = new Map<string, number[]>();
  for (let i = 0; i < rounds; i += 1) {
    const started = performance.now();
    for (const pair of pairs) {
      const from = performance.now();
      const { by } = gradeAnswer(pair);
      const took = performance.now() - from;
      times.push(took);
      const list = byDecider.get(by) ?? [];
      list.push(took);
      byDecider.set(by, list);
    }
    rates.push((1000 * pairs.length) / (performance.now() - started));
  }
  return { times, byDecider, rate: median(rates) };
}

function timeResponses(rounds: number): number | null {
  const rows = readRows<{ gold: string; response: string }>("outputs/openai_gsm8k.jsonl");
  if (rows === null) return null;
  const rates = Array.from({ length: rounds }, () => {
    const started = performance.now();
    for (const { gold, response } of rows) {
      gradeSample({ response, spec: { gold, type: "auto" }, policy: "default" });
    }
    return (1000 * rows.length) / (performance.now() - started);
  });
  return Math.round(median(rates));
}

/** How many times longer Math-Verify takes for the same pairs; null where no Python has it. */
function compareWithMathVerify(pairs: readonly Pair[], wanted: number): number | null {
  const python = wanted === 0 ? null : findPython("math_verify");
  if (python === null) {
    console.error(
      "Math-Verify is left out: no Python has it (pip install math-verify; PLUMBLINE_PYTHON names one).",
    );
    return null;
  }
  const step = Math.max(1, Math.floor(pairs.length / wanted));
  const chosen = pairs.filter((_, index) => index % step === 0);
  const passes = Array.from({ length: 3 }, () => {
    const started = performance.now();
    for (const pair of chosen) gradeAnswer(pair);
    return (performance.now() - started) / 1000;
  });
  const ours = median(passes);
  const input = chosen.map(({ gold, pred }) => JSON.stringify({ gold, pred })).join("\n");
  const peer = spawnSync(python, [join(import.meta.dirname, "mathVerify.py")], { input, encoding: "utf8" });
  if (peer.status !== 0) return null;
  const { seconds } = JSON.parse(peer.stdout.trim().split("\n").at(-1) ?? "") as { seconds: number };
  console.error(`Math-Verify: ${chosen.length} pairs in ${round(seconds)} s; here ${round(ours)} s.`);
  return round(seconds / ours);
}

async function bundleSize(): Promise<number> {
  const entry = join(import.meta.dirname, "../../packages/checker/src/index.ts");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

function printDeciders(byDecider: ReadonlyMap<string, readonly number[]>): void {
  const rows = [...byDecider].map(([decider, list]) => {
    const sorted = [...list].sort((a, b) => a - b);
    return { decider, pairs: list.length, p50ms: round(median(sorted)), maxms: round(sorted.at(-1) ?? 0) };
  });
  console.error(
    rows
      .sort((a, b) => b.maxms - a.maxms)
      .map((row) => JSON.stringify(row))
      .join("\n"),
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

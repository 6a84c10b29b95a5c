/** `plumb benchmark`: problems with their right answers, at a server. */

import { listAll } from "@plumbline/client";
import type { BenchmarkView } from "@plumbline/contract";
import { Command } from "commander";
import { CommandFailure } from "../failure.ts";
import { count } from "../grade/printReport.ts";
import { openBytes } from "../openBytes.ts";
import { printJson } from "../printJson.ts";
import { printTable } from "../printTable.ts";
import { connect, connectWithToken, type ServerOptions, withServerOptions } from "../server/connect.ts";
import { readProblems } from "../server/readProblems.ts";
import { toPieces } from "../server/toPieces.ts";
import { startProgress } from "../startProgress.ts";
import type { Surroundings } from "../surroundings.ts";
import { policyOption } from "./grade.ts";

export function benchmarkCommand(surroundings: Surroundings): Command {
  const create = new Command("create")
    .summary("create a benchmark, or a new version of one")
    .description(
      "Creates a benchmark from a file of problems; one that exists gets a new version, equal problems change nothing.",
    )
    .argument("<file>", "problems, one JSON object per line; - is standard input")
    .requiredOption("--slug <slug>", "its name in addresses: lower-case letters, digits, hyphens")
    .option("--name <name>", "its name for people (else the slug)")
    .option("--description <text>", "what it measures")
    .option("--hidden", "nobody sees the right answers, and runs show aggregates only")
    .option("--skip-invalid", "leave lines out that are no problem, instead of stopping")
    .addOption(policyOption());
  const list = new Command("list")
    .summary("list the server's benchmarks")
    .description("Lists the server's benchmarks.");
  return new Command("benchmark")
    .summary("create and list benchmarks")
    .description("Benchmarks: problems with their right answers, in versions that never change.")
    .addCommand(
      withServerOptions(create)
        .option("--json", "print the benchmark as JSON")
        .addHelpText("after", EXAMPLES)
        .action((file: string, options: CreateOptions) => createBenchmark(file, options, surroundings)),
    )
    .addCommand(
      withServerOptions(list)
        .option("--json", "print the list as JSON")
        .action((options: ServerOptions & { json?: boolean }) => listBenchmarks(options, surroundings)),
    );
}

interface CreateOptions extends ServerOptions {
  readonly slug: string;
  readonly name?: string;
  readonly description?: string;
  readonly hidden?: boolean;
  readonly skipInvalid?: boolean;
  readonly policy: "default" | "exact" | "relative";
  readonly json?: boolean;
}

async function createBenchmark(
  path: string,
  options: CreateOptions,
  surroundings: Surroundings,
): Promise<void> {
  const { client, url } = connectWithToken(options, surroundings);
  const { problems, invalid } = await readProblems(await openBytes(path, surroundings));
  for (const { line, reason } of invalid.slice(0, 10)) surroundings.note(`line ${line}: ${reason}`);
  if (invalid.length > 0 && options.skipInvalid !== true) {
    throw new CommandFailure(
      2,
      "invalid_problems",
      `${count(invalid.length, "line")} of ${path} ${invalid.length === 1 ? "is" : "are"} no problem.`,
      "Mend them, or leave them out with --skip-invalid.",
    );
  }
  const [first, ...rest] = toPieces(problems);
  if (first === undefined)
    throw new CommandFailure(2, "no_problems", `${path} holds no problem.`, PROBLEM_HINT);
  const progress = startProgress(`Sending ${options.slug}`, problems.length, surroundings);
  try {
    let made: BenchmarkView = await client.createBenchmark({
      slug: options.slug,
      name: options.name ?? options.slug,
      ...(options.description === undefined ? {} : { description: options.description }),
      visibility: options.hidden === true ? "hidden" : "public",
      plan: { graders: ["checker"], policy: options.policy },
      problems: first,
      seal: rest.length === 0,
    });
    for (const [at, piece] of rest.entries()) {
      progress.update(first.length + at * piece.length);
      made = await client.addProblems(options.slug, { problems: piece, seal: at === rest.length - 1 });
    }
    progress.stop();
    if (options.json === true) return await printJson(made, surroundings);
    const { version } = made;
    await surroundings.write(
      `${made.name}: version ${version.version}, ${count(version.problemCount, "problem")}, ${made.visibility}\n${url}/benchmarks/${made.slug}\n`,
    );
  } finally {
    progress.stop();
  }
}

async function listBenchmarks(
  options: ServerOptions & { json?: boolean },
  surroundings: Surroundings,
): Promise<void> {
  const { client, url } = connect(options, surroundings);
  const benchmarks = await listAll((cursor) => client.listBenchmarks(cursor));
  if (options.json === true) return printJson({ benchmarks }, surroundings);
  if (benchmarks.length === 0) return surroundings.write(`${url} has no benchmark yet.\n`);
  const rows = benchmarks.map(({ slug, name, visibility, version, runs }) => [
    slug,
    name,
    visibility,
    String(version.version),
    version.problemCount.toLocaleString("en"),
    String(runs),
  ]);
  await surroundings.write(
    `${printTable(["slug", "name", "golds", "version", "problems", "public runs"], rows, 3)}\n`,
  );
}

const PROBLEM_HINT = 'A problem is one line like {"id": "p1", "problem": "What is 2 + 2?", "answer": "4"}.';
const EXAMPLES = `
A problem: {"id": "p1", "problem": "What is 2 + 2?", "answer": "4"}
           optional: "type" (auto, math, text, choice), "choices" {"A": "..."}, "tags", "cluster"

Examples:
  plumb benchmark create gsm8k_test.jsonl --slug gsm8k --name "GSM8K test"
  plumb benchmark create secret.jsonl --slug secret --hidden`;

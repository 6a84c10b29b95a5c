/**
 * `plumb sample`: a run that a runner fills, N solutions of every problem, and their verification where that is asked.
 * Decision: the settings that are sent are the ones that stand in the run's record, defaults included, so that a run
 * always says how it was drawn.
 */
import { type JobView, type RunVisibility, samplePayloadSchema } from "@plumbline/contract";
import { Command, Option } from "commander";
import { createColors } from "picocolors";
import { printJson } from "../printJson.ts";
import { connectWithToken, type Server, type ServerOptions, withServerOptions } from "../server/connect.ts";
import { type DrawOptions, toDraw, toSeed, toWhole, withDrawOptions } from "../server/drawOptions.ts";
import { printRuns } from "../server/printRuns.ts";
import { printSelection } from "../server/printSelection.ts";
import { watchJob } from "../server/watchJob.ts";
import type { Surroundings } from "../surroundings.ts";

interface SampleOptions extends ServerOptions, DrawOptions {
  readonly model: string;
  readonly samples: number;
  readonly verify?: number;
  readonly verifier?: string;
  readonly verifyTokens?: number;
  readonly problems?: number;
  readonly template?: string;
  readonly label?: string;
  readonly visibility: RunVisibility;
  readonly wait?: boolean;
  readonly json?: boolean;
}

export function sampleCommand(surroundings: Surroundings): Command {
  const command = new Command("sample")
    .summary("let a model solve a benchmark on a runner")
    .description(
      "Makes a run and queues a job that draws N solutions of every problem from a model; a runner that has the model does it, and the run's page fills while it works. With --verify the model then checks every solution M times.",
    )
    .argument("<benchmark>", "the benchmark's slug")
    .requiredOption("--model <name>", "the model, as runners call it: nano, for one")
    .option("-n, --samples <n>", "N: solutions of every problem", toWhole(1, 1_024), 16)
    .option("--verify <m>", "M: verdicts on every solution, when all are drawn", toWhole(1, 256))
    .option("--verifier <name>", "the model that verifies (default: the same)")
    .option("--verify-tokens <n>", "longest check (default: 1024, or --max-tokens)", toWhole(1, 131_072))
    .option("--problems <k>", "solve only the first so many problems", toWhole(1, 1_000_000))
    .option("--template <text>", "the prompt; {problem} stands for the problem (default: the problem alone)");
  return withServerOptions(
    withDrawOptions(command)
      .option("--label <text>", "a note shown with the run")
      .addOption(
        new Option("--visibility <who>", "who sees the run; only public runs rank")
          .choices(["private", "unlisted", "public"])
          .default("private"),
      )
      .option("--wait", "wait until it is done, and print the scores"),
  )
    .option("--json", "print run, jobs and results as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (benchmark: string, options: SampleOptions) => {
      const server = connectWithToken(options, surroundings);
      const { run, job } = await queue(server, benchmark, options);
      const url = `${server.url}/runs/${run.id}`;
      if (options.wait !== true) {
        if (options.json === true) return printJson({ run, url, jobs: [job] }, surroundings);
        return surroundings.write(`${url}\n`);
      }
      surroundings.note(url);
      const jobs = [await watchJob(server.client, job, url, surroundings)];
      const verification = options.verify === undefined ? null : await findVerification(server, run.id);
      if (verification !== null) jobs.push(await watchJob(server.client, verification, url, surroundings));
      const [filled, results, selection] = await Promise.all([
        server.client.run(run.id),
        server.client.results(run.id),
        server.client.selection(run.id),
      ]);
      if (options.json === true)
        return printJson({ run: filled, url, jobs, results, selection }, surroundings);
      const shown = printRuns(
        [{ run: filled, url, replayed: false, results }],
        createColors(surroundings.outputIsTerminal),
      );
      await surroundings.write(shown + printSelection(selection));
    });
}

async function queue({ client }: Server, benchmark: string, options: SampleOptions) {
  const { model, samples, problems, template, label, visibility } = options;
  const draw = toDraw(options);
  const seed = toSeed(options);
  const payload = samplePayloadSchema.parse({
    model,
    samples,
    ...(problems === undefined ? {} : { problems }),
    draw,
    seed,
    ...(options.verify === undefined
      ? {}
      : {
          verify: {
            model: options.verifier ?? model,
            votes: options.verify,
            draw: toCheckDraw(options),
            seed,
          },
        }),
  });
  const { temperature, topP, topK, maxTokens } = payload.draw;
  const run = await client.createRun({
    benchmark,
    model: { name: model },
    source: "runner",
    visibility,
    sampling: {
      temperature,
      topP,
      topK,
      maxTokens,
      seed: payload.seed,
      ...(template === undefined ? {} : { promptTemplate: template }),
    },
    ...(label === undefined ? {} : { label }),
  });
  const job = await client.createJob({ kind: "sample", runId: run.id, payload });
  return { run, job };
}

/** A check is longer than what it checks: a limit that fits solutions would cut it before its verdict. */
function toCheckDraw(options: SampleOptions) {
  const maxTokens = options.verifyTokens ?? Math.max(1_024, options.maxTokens ?? 0);
  return { ...toDraw(options), maxTokens };
}

/** The server queues it when the last sample is graded, before the sampling job counts as done. */
async function findVerification({ client }: Server, runId: string): Promise<JobView | null> {
  const { items } = await client.runJobs(runId);
  return items.find(({ kind }) => kind === "verify") ?? null;
}

const EXAMPLES = `
Examples:
  plumb sample arithmetic-chains --model nano -n 16 --verify 8 --wait
  plumb sample gsm8k --model Qwen/Qwen3-8B -n 4 --max-tokens 4096`;

/** `plumb verify`, `plumb audit`, `plumb locate`: jobs on the outputs of a run that is complete. */
import type { CreateJob, JobView } from "@plumbline/contract";
import { Command } from "commander";
import { count, percent, range } from "../grade/printReport.ts";
import { printJson } from "../printJson.ts";
import { printTable } from "../printTable.ts";
import { connectWithToken, type ServerOptions, withServerOptions } from "../server/connect.ts";
import {
  type DrawOptions,
  toDraw,
  toNumber,
  toSeed,
  toWhole,
  withDrawOptions,
} from "../server/drawOptions.ts";
import { printSelection } from "../server/printSelection.ts";
import { watchJob } from "../server/watchJob.ts";
import type { Surroundings } from "../surroundings.ts";

interface RunJobOptions extends ServerOptions, DrawOptions {
  readonly model: string;
  readonly wait?: boolean;
  readonly json?: boolean;
}
interface VoteOptions extends RunJobOptions {
  readonly votes: number;
}

export function verifyCommand(surroundings: Surroundings): Command {
  const command = new Command("verify")
    .summary("let a model check every solution of a run")
    .description(
      "Queues a job that casts M verdicts of a generative verifier on every solution of a run. The run's page then compares ways of choosing among the solutions: majority, best of N, Pessimistic Verification.",
    );
  return toRunJobCommand(withVotes(command), surroundings, {
    kind: "verify",
    toPayload: ({ votes }: VoteOptions) => ({ votes }),
    print: async (_job, client, runId) => printSelection(await client.selection(runId)),
    examples: "  plumb verify RUN --model nano -m 8 --wait",
  });
}

export function auditCommand(surroundings: Surroundings): Command {
  const command = withVotes(new Command("audit"))
    .summary("let a model check the records of a data set")
    .description(
      "Queues a job that casts M verdicts on every record of a run and flags those whose share of positive verdicts is below tau, with the flagged share of each source.",
    )
    .option("--tau <share>", "flag records below it", toNumber(0, 1), 0.5);
  return toRunJobCommand(command, surroundings, {
    kind: "audit",
    toPayload: ({ votes, tau }: VoteOptions & { readonly tau: number }) => ({ votes, tau }),
    print: async (job) => printAudit(job),
    examples: "  plumb audit RUN --model nano -m 16 --tau 0.3 --wait",
  });
}

export function locateCommand(surroundings: Surroundings): Command {
  const command = new Command("locate")
    .summary("find the first wrong step of wrong solutions")
    .description(
      "Queues a job that searches the wrong solutions of a run for their first wrong step: OmegaPRM's binary search over continuations of the solution's beginning. What is found stands on the samples' pages.",
    )
    .option("--rollouts <k>", "continuations of each beginning", toWhole(1, 256), 8)
    .option("--max-samples <n>", "look at so many wrong solutions at most", toWhole(1, 100_000), 200);
  return toRunJobCommand(command, surroundings, {
    kind: "locate",
    toPayload: (options: RunJobOptions & { readonly rollouts: number; readonly maxSamples: number }) => ({
      rollouts: options.rollouts,
      maxSamples: options.maxSamples,
    }),
    print: async ({ result }) => {
      const { looked = 0, located = 0, probes = 0 } = (result ?? {}) as LocateResult;
      const found = `${located} of ${count(looked, "wrong solution")}`;
      return `First wrong step found in ${found}, ${count(probes, "probe")}.\n`;
    },
    examples: "  plumb locate RUN --model nano --rollouts 16 --wait",
  });
}

interface LocateResult {
  readonly looked?: number;
  readonly located?: number;
  readonly probes?: number;
}

interface RunJob<Options extends RunJobOptions> {
  readonly kind: CreateJob["kind"];
  toPayload(options: Options): Readonly<Record<string, unknown>>;
  /** What the finished job found, for people. */
  print(job: JobView, client: ReturnType<typeof connectWithToken>["client"], runId: string): Promise<string>;
  readonly examples: string;
}

function toRunJobCommand<Options extends RunJobOptions>(
  command: Command,
  surroundings: Surroundings,
  { kind, toPayload, print, examples }: RunJob<Options>,
): Command {
  const options = withDrawOptions(
    command
      .argument("<run>", "the run's id or address")
      .requiredOption("--model <name>", "the model, as runners call it: nano, for one"),
  ).option("--wait", "wait until it is done, and print what it found");
  return withServerOptions(options)
    .option("--json", "print the job as JSON")
    .addHelpText("after", `\nExamples:\n${examples}`)
    .action(async (address: string, options: Options) => {
      const server = connectWithToken(options, surroundings);
      const runId = address.split("/").findLast((part) => part !== "") ?? address;
      const url = `${server.url}/runs/${runId}`;
      const payload = {
        model: options.model,
        ...toPayload(options),
        draw: toDraw(options),
        seed: toSeed(options),
      };
      const queued = await server.client.createJob({ kind, runId, payload });
      if (options.wait !== true) {
        if (options.json === true) return printJson({ job: queued, url }, surroundings);
        return surroundings.write(`${url}\n`);
      }
      surroundings.note(url);
      const job = await watchJob(server.client, queued, url, surroundings);
      if (options.json === true) return printJson({ job, url }, surroundings);
      await surroundings.write(`${await print(job, server.client, runId)}${url}\n`);
    });
}

function withVotes(command: Command): Command {
  return command.option("-m, --votes <m>", "M: verdicts on every solution", toWhole(1, 256), 8);
}

interface FlaggedShare {
  readonly source?: string;
  readonly judged: number;
  readonly flagged: number;
  readonly share: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

function printAudit({ result }: JobView): string {
  const all = result as (FlaggedShare & { readonly sources: readonly FlaggedShare[] }) | null;
  if (!Array.isArray(all?.sources)) return "";
  const toLine = ({ source, judged, flagged, share, interval }: FlaggedShare) => [
    source ?? "all",
    String(judged),
    String(flagged),
    share === null ? "" : percent(share),
    range(interval, " – "),
  ];
  const lines = [...all.sources.map(toLine), toLine({ ...all, source: "all" })];
  return `${printTable(["source", "judged", "flagged", "share", "95 % interval"], lines)}\n`;
}

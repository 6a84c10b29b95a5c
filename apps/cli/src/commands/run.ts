/** `plumb run`: runs that are at a server. */
import { listAll } from "@plumbline/client";
import { Command } from "commander";
import { createColors } from "picocolors";
import { CommandFailure } from "../failure.ts";
import { printJson } from "../printJson.ts";
import { connect, type ServerOptions, withServerOptions } from "../server/connect.ts";
import { printRunList, printRuns } from "../server/printRuns.ts";
import { isFinished, waitForRun } from "../server/waitForRun.ts";
import type { Surroundings } from "../surroundings.ts";

type Options = ServerOptions & {
  readonly json?: boolean;
  readonly benchmark?: string;
  readonly mine?: boolean;
  readonly wait?: boolean;
};

export function runCommand(surroundings: Surroundings): Command {
  const list = withServerOptions(
    new Command("list")
      .summary("list public runs, or your own")
      .description("Lists public runs, or your own."),
  )
    .option("-b, --benchmark <slug>", "of this benchmark only")
    .option("--mine", "your own runs, whoever sees them")
    .option("--json", "print the list as JSON")
    .action(async (options: Options) => {
      const { client, url } = connect(options, surroundings);
      const scope = options.mine === true ? "mine" : "public";
      const { benchmark } = options;
      const runs = await listAll((cursor) => client.listRuns({ cursor, benchmark, scope }));
      if (options.json === true) return printJson({ runs }, surroundings);
      await surroundings.write(runs.length === 0 ? `No ${scope} runs.\n` : printRunList(runs, url));
    });
  const show = withServerOptions(
    new Command("show").summary("show a run's state and score").description("Shows a run's state and score."),
  )
    .argument("<id>", "the run's id, the last part of its address")
    .option("--wait", "wait until it is graded")
    .option("--json", "print run and results as JSON")
    .action(async (address: string, options: Options) => {
      const { client, url } = connect(options, surroundings);
      const id = address.split("/").findLast((part) => part !== "") ?? address;
      const run =
        options.wait === true ? await waitForRun(client, id, () => {}, surroundings) : await client.run(id);
      if (run.state === "failed") {
        throw new CommandFailure(3, "run_failed", `The run failed: ${run.failure ?? "no reason given"}.`);
      }
      const results = isFinished(run) && run.state !== "deleted" ? await client.results(id) : null;
      const shown = { run, url: `${url}/runs/${id}`, replayed: false, results };
      if (options.json === true) return printJson(shown, surroundings);
      await surroundings.write(printRuns([shown], createColors(surroundings.outputIsTerminal)));
    });
  return new Command("run")
    .summary("list and show runs at a server")
    .description("Runs: one model's graded outputs on one benchmark.")
    .addCommand(list)
    .addCommand(show);
}

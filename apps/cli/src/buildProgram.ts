/** The command line: every command, one file each, in the order in which help shows them. */
import { Command } from "commander";
import { createColors } from "picocolors";
import manifest from "../package.json" with { type: "json" };
import { benchmarkCommand } from "./commands/benchmark.ts";
import { checkCommand } from "./commands/check.ts";
import { gradeCommand } from "./commands/grade.ts";
import { judgeCommand } from "./commands/judge.ts";
import { runCommand } from "./commands/run.ts";
import { runnerCommand } from "./commands/runner.ts";
import { sampleCommand } from "./commands/sample.ts";
import { serveModelCommand } from "./commands/serveModel.ts";
import { submitCommand } from "./commands/submit.ts";
import { tokenCommand } from "./commands/token.ts";
import { auditCommand, locateCommand, verifyCommand } from "./commands/verify.ts";
import type { Surroundings } from "./surroundings.ts";

const COMMANDS: readonly ((surroundings: Surroundings) => Command)[] = [
  gradeCommand,
  checkCommand,
  judgeCommand,
  submitCommand,
  sampleCommand,
  verifyCommand,
  locateCommand,
  auditCommand,
  runCommand,
  benchmarkCommand,
  tokenCommand,
  runnerCommand,
  serveModelCommand,
];

export function buildProgram(surroundings: Surroundings): Command {
  const { bold } = createColors(surroundings.outputIsTerminal);
  const program = new Command("plumb")
    .description("Grade the answers of language models: sound, deterministic, explained.")
    .version(manifest.version, "-V, --version", "print the version")
    .addHelpText("after", HELP);
  for (const build of COMMANDS) program.addCommand(build(surroundings));
  for (const command of withSubcommands(program)) {
    command
      .exitOverride()
      .helpOption("-h, --help", "show this help")
      .showHelpAfterError(`Run "${nameOf(command)} --help" for its options and examples.`)
      .configureHelp({ styleTitle: (title) => bold(title) })
      .configureOutput({
        writeOut: (text) => void surroundings.write(text),
        writeErr: (text) => surroundings.note(text.trimEnd()),
      });
  }
  return program;
}

const HELP = `
Examples:
  plumb grade outputs.jsonl                          grade on this machine: no server, no account
  plumb submit outputs.jsonl --benchmark gsm8k       grade at a server and put the run on its leaderboard
  echo '{"id":1,"gold":"1/2","pred":"0.5"}' | plumb check

Exit codes: 0 done, 1 a gate failed, 2 the input or the command line, 3 the infrastructure.
Servers and tokens: --server and --token, or PLUMBLINE_URL and PLUMBLINE_TOKEN, or the files
.wrangler/plumbline.json (written by npm start) and ~/.config/plumbline/credentials.json.`;

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap((inner) => withSubcommands(inner))];
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

/** `plumb token`: who may use a server, and for what. */
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { listAll } from "@plumbline/client";
import { type CreatedToken, SCOPES, type Scope, type TokenView } from "@plumbline/contract";
import { Command, InvalidArgumentError } from "commander";
import { CommandFailure } from "../failure.ts";
import { printJson } from "../printJson.ts";
import { printTable } from "../printTable.ts";
import {
  connect,
  connectWithToken,
  type ServerOptions,
  userCredentialsFile,
  withServerOptions,
} from "../server/connect.ts";
import type { Surroundings } from "../surroundings.ts";

interface TokenOptions extends ServerOptions {
  readonly label: string;
  readonly scopes: Scope[];
  readonly account?: string;
  readonly expiresInDays?: number;
  readonly dailySubmissions?: number;
  readonly secret?: string;
  readonly save?: boolean;
  readonly json?: boolean;
}

export function tokenCommand(surroundings: Surroundings): Command {
  const token = new Command("token")
    .summary("create, list and revoke API tokens")
    .description("API tokens. A secret is shown once, when its token is made; the server keeps only a hash.");
  const create = new Command("create")
    .summary("make a token")
    .description("Makes a token and prints its secret on standard output, everything else on standard error.")
    .requiredOption("--label <text>", "what it is for")
    .option("--scopes <list>", `comma-separated: ${SCOPES.join(", ")}`, toScopes, ["read", "submit"])
    .option("--account <name>", "whose token it is; made if nobody has the name (else your own)")
    .option("--expires-in-days <n>", "days until it ends", toCount)
    .option("--daily-submissions <n>", "submissions allowed per day", toCount)
    .addHelpText("after", CREATE_EXAMPLES);
  const bootstrap = new Command("bootstrap")
    .summary("make the first admin token of a new server")
    .description("Makes the first admin token of a new server, with its one-time secret.")
    .option(
      "--secret <text>",
      "the server's BOOTSTRAP_SECRET (else the variable BOOTSTRAP_SECRET, else asked for)",
    )
    .option("--label <text>", "what it is for", "first admin")
    .option("--account <name>", "whose token it is", "admin");
  for (const command of [create, bootstrap]) {
    withServerOptions(command)
      .option("--save", "keep server and token in ~/.config/plumbline/credentials.json")
      .option("--json", "print the token as JSON");
  }
  create.action((options: TokenOptions) => createToken(options, surroundings));
  bootstrap.action((options: TokenOptions) => bootstrapToken(options, surroundings));
  const list = withServerOptions(
    new Command("list").summary("list tokens").description("Lists tokens, without their secrets."),
  )
    .option("--json", "print the list as JSON")
    .action((options: TokenOptions) => listTokens(options, surroundings));
  const revoke = withServerOptions(
    new Command("revoke").summary("end a token at once").description("Ends a token at once."),
  )
    .argument("<id>", "the token's id, from plumb token list")
    .option("--json", "print the outcome as JSON")
    .action(async (id: string, options: TokenOptions) => {
      await connectWithToken(options, surroundings).client.revokeToken(id);
      if (options.json === true) return printJson({ id, revoked: true }, surroundings);
      await surroundings.write(`Token ${id} is revoked.\n`);
    });
  return token.addCommand(create).addCommand(list).addCommand(revoke).addCommand(bootstrap);
}

async function createToken(options: TokenOptions, surroundings: Surroundings): Promise<void> {
  const { client, url } = connectWithToken(options, surroundings);
  const { label, scopes, account, expiresInDays, dailySubmissions } = options;
  const made = await client.createToken({ label, scopes, account, expiresInDays, dailySubmissions });
  await hand(made, url, options, surroundings);
}

async function bootstrapToken(options: TokenOptions, surroundings: Surroundings): Promise<void> {
  const { client, url } = connect(options, surroundings);
  const secret = await findSecret(options, surroundings);
  const { label, account } = options;
  const made = await client.bootstrapToken(secret, { label, account, scopes: ["admin", "submit", "read"] });
  await hand(made, url, options, surroundings);
}

/** A flag is seen by everybody on the machine: a variable or the keyboard is better. */
async function findSecret(options: TokenOptions, surroundings: Surroundings): Promise<string> {
  const { env, inputIsTerminal } = surroundings;
  const given = options.secret ?? env["PLUMBLINE_BOOTSTRAP_SECRET"] ?? env["BOOTSTRAP_SECRET"];
  if (given !== undefined && given !== "") return given;
  const typed = inputIsTerminal ? await surroundings.askSecret("BOOTSTRAP_SECRET of the server: ") : "";
  if (typed !== "") return typed;
  throw new CommandFailure(
    2,
    "secret_missing",
    "The server's bootstrap secret is needed.",
    "Set the variable BOOTSTRAP_SECRET, or type it when asked.",
  );
}

/** The secret alone goes to standard output, so that `TOKEN=$(plumb token create ...)` works. */
async function hand(
  made: CreatedToken,
  url: string,
  options: TokenOptions,
  surroundings: Surroundings,
): Promise<void> {
  if (options.save === true) {
    const file = userCredentialsFile(surroundings);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ url, token: made.secret }, null, 2)}\n`, { mode: 0o600 });
    await chmod(file, 0o600);
    surroundings.note(`Kept in ${file}`);
  }
  if (options.json === true) return printJson(made, surroundings);
  surroundings.note(
    `Token ${made.id} of ${made.account} (${made.scopes.join(", ")}). Its secret is shown only now:`,
  );
  await surroundings.write(`${made.secret}\n`);
}

async function listTokens(options: TokenOptions, surroundings: Surroundings): Promise<void> {
  const { client } = connectWithToken(options, surroundings);
  const tokens = await listAll((cursor) => client.listTokens(cursor));
  if (options.json === true) return printJson({ tokens }, surroundings);
  const rows = tokens.map((token) => [
    token.id,
    token.label,
    token.account,
    token.scopes.join(" "),
    `${token.prefix}...`,
    stateOf(token),
  ]);
  await surroundings.write(
    `${printTable(["id", "label", "account", "scopes", "secret", "state"], rows, 6)}\n`,
  );
}

function stateOf({ revokedAt, expiresAt }: TokenView): string {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  if (revokedAt !== null) return `revoked ${day(revokedAt)}`;
  return expiresAt === null ? "good" : `until ${day(expiresAt)}`;
}

function toScopes(text: string): Scope[] {
  return text.split(",").map((name) => {
    const scope = SCOPES.find((known) => known === name.trim());
    if (scope === undefined) throw new InvalidArgumentError(`Scopes are ${SCOPES.join(", ")}.`);
    return scope;
  });
}

function toCount(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError("It must be a whole number from 1.");
  return number;
}

const CREATE_EXAMPLES = `
Scopes: read (see private runs of the account), submit (make runs and benchmarks), runner (execute heavy jobs),
gold (with runner: read hidden golds), admin.

Examples:
  plumb token create --label "my laptop" --account alice --scopes read,submit --expires-in-days 90
  plumb token create --label "GPU host" --scopes runner,gold`;

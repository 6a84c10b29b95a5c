/**
 * Which server and which token. Decision: flags, then PLUMBLINE_URL and PLUMBLINE_TOKEN, then the file that
 * `npm start` writes in a repository (looked for upwards from the working folder), then the user's own file.
 * A token from a file is sent only to the server that the file names.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Client, createClient } from "@plumbline/client";
import type { Command } from "commander";
import { CommandFailure } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";

export interface ServerOptions {
  readonly server?: string | undefined;
  readonly token?: string | undefined;
}

export interface Server {
  readonly url: string;
  readonly token: string | null;
  readonly client: Client;
  /** Nobody named it: the address of npm start was taken. */
  readonly assumed: boolean;
}

interface Credentials {
  readonly url: string;
  readonly token?: string | undefined;
  readonly runnerToken?: string | undefined;
}

/** Adds `--server` and `--token`. */
export function withServerOptions(command: Command): Command {
  return command
    .option("--server <url>", "the server (else PLUMBLINE_URL, else the one that npm start runs)")
    .option("--token <secret>", "an API token (else PLUMBLINE_TOKEN, else the one stored for the server)");
}

/** `role` says which of a file's tokens is wanted. No request is made. */
export function connect(
  options: ServerOptions,
  surroundings: Surroundings,
  role: "user" | "runner" = "user",
): Server {
  const known = credentialFiles(surroundings)
    .map(readCredentials)
    .filter((found) => found !== null);
  const named = options.server ?? given(surroundings, "PLUMBLINE_URL");
  const found = named ?? known[0]?.url;
  const url = checkUrl(found ?? "http://127.0.0.1:8787");
  const stored = known.find((file) => sameOrigin(file.url, url));
  const token =
    options.token ??
    given(surroundings, "PLUMBLINE_TOKEN") ??
    (role === "runner" ? stored?.runnerToken : stored?.token) ??
    null;
  const fetch = (request: Request) => surroundings.fetch(request);
  const client = createClient({ baseUrl: url, token: token ?? undefined, fetch });
  return { url, token, client, assumed: found === undefined };
}

/** Like `connect`, for commands that cannot do without a token. */
export function connectWithToken(
  options: ServerOptions,
  surroundings: Surroundings,
  role: "user" | "runner" = "user",
): Server & { readonly token: string } {
  const { token, ...server } = connect(options, surroundings, role);
  if (token !== null) return { ...server, token };
  if (server.assumed) {
    throw new CommandFailure(
      2,
      "server_missing",
      "No server is named, and npm start was never run in this folder or above it.",
      "Start one with `npm start` in another terminal, or name one with --server and --token, or PLUMBLINE_URL and PLUMBLINE_TOKEN.",
    );
  }
  throw new CommandFailure(
    2,
    "token_missing",
    `There is no ${role === "runner" ? "runner's token" : "token"} for ${server.url}.`,
    `Give one with --token or PLUMBLINE_TOKEN. Whoever runs the server makes one with: plumb token create ${
      role === "runner" ? "--label runner --scopes runner" : "--label NAME"
    }`,
  );
}

/** Where the user's own credentials are kept. */
export function userCredentialsFile(surroundings: Pick<Surroundings, "env" | "homeFolder">): string {
  const base = surroundings.env["XDG_CONFIG_HOME"] ?? join(surroundings.homeFolder, ".config");
  return join(base, "plumbline", "credentials.json");
}

/** A variable that is set to nothing is as good as none. */
function given({ env }: Surroundings, name: string): string | undefined {
  return env[name] === "" ? undefined : env[name];
}

function credentialFiles(surroundings: Surroundings): string[] {
  const files: string[] = [];
  for (let folder = surroundings.workingFolder; ; folder = dirname(folder)) {
    files.push(join(folder, ".wrangler", "plumbline.json"));
    if (dirname(folder) === folder) break;
  }
  return [...files, userCredentialsFile(surroundings)];
}

function readCredentials(path: string): Credentials | null {
  if (!existsSync(path)) return null;
  try {
    const value = JSON.parse(readFileSync(path, "utf8")) as Partial<Credentials>;
    if (typeof value.url === "string") return value as Credentials;
  } catch {
    // Named below: a file that is no JSON is as unusable as one without a URL.
  }
  throw new CommandFailure(
    2,
    "credentials_unreadable",
    `${path} is no credentials file.`,
    'Remove it, or write {"url", "token"} into it.',
  );
}

function checkUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new CommandFailure(
      2,
      "server_invalid",
      `${text} is no server address.`,
      "Write it like http://127.0.0.1:8787",
    );
  }
  return text.replace(/\/+$/, "");
}

function sameOrigin(left: string, right: string): boolean {
  return URL.canParse(left) && new URL(left).origin === new URL(right).origin;
}

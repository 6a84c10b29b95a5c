/**
 * The local stack's own tokens. Decision: the first start makes an admin token and a runner token through the same
 * bootstrap route that a deployment uses, and keeps them in a file that only the owner can read; the CLI finds it there.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ApiError, createClient } from "@plumbline/client";

export interface Credentials {
  readonly url: string;
  /** Admin, submit, read. */
  readonly token: string;
  /** Runner and gold, for the local runner. */
  readonly runnerToken: string;
}

/** Reads the file, checks that the server still knows the tokens, and makes new ones where it does not. */
export async function ensureCredentials(
  url: string,
  file: string,
  bootstrapSecret: string,
): Promise<Credentials> {
  const known = read(file);
  if (known !== null && (await isKnown(url, known.token)) && (await isKnown(url, known.runnerToken))) {
    const current = { ...known, url };
    write(file, current);
    return current;
  }
  const anonymous = createClient({ baseUrl: url });
  const admin = await anonymous.bootstrapToken(bootstrapSecret, {
    label: "local admin",
    account: "local",
    scopes: ["admin", "submit", "read"],
  });
  const runner = await createClient({ baseUrl: url, token: admin.secret }).createToken({
    label: "local runner",
    account: "local",
    scopes: ["runner", "gold"],
  });
  const credentials = { url, token: admin.secret, runnerToken: runner.secret };
  write(file, credentials);
  return credentials;
}

function read(file: string): Credentials | null {
  if (!existsSync(file)) return null;
  const value = JSON.parse(readFileSync(file, "utf8")) as Partial<Credentials>;
  return typeof value.token === "string" && typeof value.runnerToken === "string"
    ? (value as Credentials)
    : null;
}

function write(file: string, credentials: Credentials): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
}

async function isKnown(url: string, token: string): Promise<boolean> {
  try {
    return (await createClient({ baseUrl: url, token }).viewer()).account !== null;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return false;
    throw error;
  }
}

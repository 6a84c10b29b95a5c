/**
 * Signing a browser in by a link: the one-time link of a local start, and GitHub. Decision: both end in a session token
 * of their own behind the session cookie; nothing that was in an address is ever the credential itself.
 */
import { GitHub, generateState } from "arctic";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import { type ApiContext, createRouter, type Router } from "../api/context.ts";
import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { claimOnce } from "./claimOnce.ts";
import { issueToken } from "./issueToken.ts";
import { openSession } from "./sessionCookie.ts";
import { isSecret } from "./tokens.ts";

const STATE_COOKIE = "plumbline_sign_in";
const STATE_SECONDS = 600;
const SESSION_DAYS = 30;
const githubUserSchema = z.object({ id: z.number().int().positive(), login: z.string().min(1).max(39) });

export function signInRoutes(): Router {
  const router = createRouter();
  router.get("/sign-in/once", signInOnce);
  router.get("/sign-in/github", startGitHub);
  router.get("/sign-in/github/callback", finishGitHub);
  return router;
}

async function signInOnce(context: ApiContext): Promise<Response> {
  const { ports } = context.env;
  const given = context.req.query("code") ?? "";
  const { onceCode } = ports.settings;
  if (onceCode === null || !isSecret(ports.hasher, given, onceCode) || !(await claimOnce(ports, given))) {
    throw refuse(
      "token_unknown",
      "This link does not work, or has been used.",
      "Start the server again for a new one.",
    );
  }
  await startSession(context, "local", ["read", "submit", "admin"], "Browser of the local start");
  return context.redirect("/", 303);
}

function startGitHub(context: ApiContext): Response {
  const state = generateState();
  setCookie(context, STATE_COOKIE, state, {
    httpOnly: true,
    sameSite: "Lax",
    path: "/sign-in",
    maxAge: STATE_SECONDS,
    secure: new URL(context.req.url).protocol === "https:",
  });
  return context.redirect(connectGitHub(context).createAuthorizationURL(state, []).href, 302);
}

async function finishGitHub(context: ApiContext): Promise<Response> {
  const { ports } = context.env;
  const github = connectGitHub(context);
  const expected = getCookie(context, STATE_COOKIE);
  deleteCookie(context, STATE_COOKIE, { path: "/sign-in" });
  const { code, state } = context.req.query();
  if (!code || !state || expected === undefined || !isSecret(ports.hasher, state, expected)) {
    throw refuse(
      "token_unknown",
      "The sign-in was not started in this browser, or took too long.",
      "Try again.",
    );
  }
  const account = await readGitHubAccount(github, code).catch((error: unknown) => {
    ports.logger.error("GitHub sign-in failed", { error: String(error), requestId: context.var.requestId });
    throw refuse("unavailable", "GitHub did not confirm the sign-in.", "Try again.");
  });
  await startSession(context, account, ["read", "submit"], "Browser, by GitHub");
  return context.redirect("/", 303);
}

function connectGitHub(context: ApiContext): GitHub {
  const { github } = context.env.ports.settings;
  if (github === null)
    throw refuse("not_found", "GitHub sign-in is not configured here.", "Sign in with a token.");
  const callback = new URL("/sign-in/github/callback", context.req.url).href;
  return new GitHub(github.clientId, github.clientSecret, callback);
}

/** The account's name holds GitHub's number: a login that is given up and taken by somebody else is another account. */
async function readGitHubAccount(github: GitHub, code: string): Promise<string> {
  const tokens = await github.validateAuthorizationCode(code);
  const response = await fetch("https://api.github.com/user", {
    headers: { authorization: `Bearer ${tokens.accessToken()}`, "user-agent": "plumbline" },
  });
  const { id, login } = githubUserSchema.parse(await response.json());
  return `github:${login.toLowerCase()}#${id}`;
}

async function startSession(
  context: ApiContext,
  account: string,
  scopes: ("read" | "submit" | "admin")[],
  label: string,
): Promise<void> {
  const ports: Ports = context.env.ports;
  const wanted = { label, scopes, expiresInDays: SESSION_DAYS };
  const { secret } = await issueToken(ports, wanted, account, true);
  openSession(context, secret);
}

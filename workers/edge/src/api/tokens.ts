/** API tokens: made by admins, shown once, revoked by their owners or by admins. */
import { createRoute } from "@hono/zod-openapi";
import {
  createdTokenSchema,
  createTokenSchema,
  pageQuerySchema,
  pageSchema,
  tokenViewSchema,
} from "@plumbline/contract";
import { audit } from "../auth/audit.ts";
import { requireBootstrap } from "../auth/bootstrap.ts";
import { mayAs, requireScope, type SignedInCaller } from "../auth/caller.ts";
import { issueToken, toTokenView } from "../auth/issueToken.ts";
import type { Ports } from "../ports.ts";
import { createRouter, type Router } from "./context.ts";
import { body, done, idParams, json, refusals, secured } from "./describe.ts";
import { refuse } from "./refusal.ts";

const tags = ["Tokens"];
const example = { label: "CI of our lab", scopes: ["read", "submit"], account: "our-lab", expiresInDays: 90 };

const bootstrapRoute = createRoute({
  method: "post",
  path: "/tokens/bootstrap",
  tags,
  summary: "Make the first admin token",
  description:
    "Takes the secret `BOOTSTRAP_SECRET` of the deployment in the header `x-bootstrap-secret`; a secret works once. " +
    "Where no secret is configured, a caller on the same machine may do it while no token exists.",
  request: { body: body(createTokenSchema, { label: "first admin", scopes: ["admin"], account: "root" }) },
  responses: {
    201: json(createdTokenSchema, "The token; its secret is shown here and never again."),
    ...refusals,
  },
});
const createTokenRoute = createRoute({
  method: "post",
  path: "/tokens",
  tags,
  summary: "Make a token",
  description: "Needs scope admin.",
  security: secured,
  request: { body: body(createTokenSchema, example) },
  responses: {
    201: json(createdTokenSchema, "The token; its secret is shown here and never again."),
    ...refusals,
  },
});
const listRoute = createRoute({
  method: "get",
  path: "/tokens",
  tags,
  summary: "List tokens",
  description: "The caller's own; all of them for an admin. Secrets are not stored and cannot be listed.",
  security: secured,
  request: { query: pageQuerySchema },
  responses: { 200: json(pageSchema(tokenViewSchema), "Tokens, newest first."), ...refusals },
});
const revokeRoute = createRoute({
  method: "delete",
  path: "/tokens/{id}",
  tags,
  summary: "Revoke a token",
  description: "Itself by any token; the account's other ones with scope submit, all of them by an admin.",
  security: secured,
  request: { params: idParams },
  responses: { 200: done, ...refusals },
});

export function tokenRoutes(): Router {
  const router = createRouter();
  router.openapi(bootstrapRoute, async (context) => {
    const { ports } = context.env;
    const wanted = context.req.valid("json");
    await requireBootstrap(ports, context.req.url, context.req.header("x-bootstrap-secret"));
    const scopes = [...new Set([...wanted.scopes, "admin" as const])];
    const token = await issueToken(ports, { ...wanted, scopes }, wanted.account ?? "admin");
    return context.json(token, 201, { "cache-control": "no-store" });
  });
  router.openapi(createTokenRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "admin");
    const wanted = context.req.valid("json");
    const token = await issueToken(ports, wanted, wanted.account ?? caller.account.name);
    return context.json(token, 201, { "cache-control": "no-store" });
  });
  router.openapi(listRoute, async (context) => {
    const { store } = context.env.ports;
    const caller = requireScope(context.var.caller);
    const page = await store.listTokens(
      mayAs(caller, "admin") ? null : caller.account.id,
      context.req.valid("query"),
    );
    return context.json({ items: page.items.map(toTokenView), next: page.next }, 200);
  });
  router.openapi(revokeRoute, async (context) => {
    const { ports } = context.env;
    const signedIn = requireScope(context.var.caller);
    const { id } = context.req.valid("param");
    // Whoever holds a leaked token may end it, and none of the account's other ones by a token that only reads.
    const caller = signedIn.token.id === id ? signedIn : requireScope(signedIn, "submit");
    const mine = mayAs(caller, "admin") || (await isOwnToken(ports, caller, id));
    if (!mine || !(await ports.store.revokeToken(id, ports.clock.now()))) {
      throw refuse("not_found", "You have no token with this id that still works.");
    }
    await audit(ports, caller, "token.revoke", id);
    return context.json({}, 200);
  });
  return router;
}

async function isOwnToken({ store }: Ports, caller: SignedInCaller, id: string): Promise<boolean> {
  if (caller.token.id === id) return true;
  let cursor: string | undefined;
  do {
    const page = await store.listTokens(caller.account.id, { cursor, limit: 200 });
    if (page.items.some((token) => token.id === id)) return true;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return false;
}

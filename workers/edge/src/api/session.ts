/** Who am I, and signing a browser in and out. */
import { createRoute } from "@hono/zod-openapi";
import { type Viewer, viewerSchema } from "@plumbline/contract";
import { z } from "zod";
import { findCaller, isSameOrigin } from "../auth/authenticate.ts";
import type { Caller } from "../auth/caller.ts";
import { closeSession, openSession } from "../auth/sessionCookie.ts";
import { isSessionToken } from "../auth/tokens.ts";
import type { Settings } from "../ports.ts";
import { createRouter, type Router } from "./context.ts";
import { body, done, json, refusals } from "./describe.ts";
import { refuse } from "./refusal.ts";

const tags = ["Tokens"];
const viewerRoute = createRoute({
  method: "get",
  path: "/viewer",
  tags,
  summary: "Who is calling",
  description: "Null and no scopes for a visitor without a token.",
  responses: { 200: json(viewerSchema, "The caller."), ...refusals },
});
const openRoute = createRoute({
  method: "post",
  path: "/session",
  tags,
  summary: "Sign a browser in with a token",
  description:
    "Sets an HttpOnly cookie that lasts for the browser session. Requests that change something by cookie must come from this site's own pages.",
  request: { body: body(z.object({ token: z.string().max(200) }), { token: "plumb_..." }) },
  responses: { 200: json(viewerSchema, "Signed in."), ...refusals },
});
const closeRoute = createRoute({
  method: "delete",
  path: "/session",
  tags,
  summary: "Sign a browser out",
  responses: { 200: done, ...refusals },
});

export function sessionRoutes(): Router {
  const router = createRouter();
  router.openapi(viewerRoute, (context) =>
    context.json(toViewer(context.var.caller, context.env.ports.settings), 200, {
      "cache-control": "private, no-store",
    }),
  );
  router.openapi(openRoute, async (context) => {
    const { ports } = context.env;
    const { token } = context.req.valid("json");
    // A foreign page must not sign its visitor in as somebody else.
    if (context.req.header("origin") !== undefined && !isSameOrigin(context.req.raw)) {
      throw refuse("scope_missing", "Signing in works only from this site's own pages.");
    }
    const found = await findCaller(token.trim(), "cookie", ports);
    if (typeof found === "string")
      throw refuse(found, "This token does not work.", "Check that you copied all of it.");
    openSession(context, token.trim());
    return context.json(toViewer(found, ports.settings), 200);
  });
  router.openapi(closeRoute, async (context) => {
    const { store, clock } = context.env.ports;
    const { token, via } = context.var.caller;
    closeSession(context);
    if (token !== null && via === "cookie" && isSessionToken(token))
      await store.revokeToken(token.id, clock.now());
    return context.json({}, 200);
  });
  return router;
}

function toViewer({ account, token }: Caller, { github }: Settings): Viewer {
  return {
    account: account === null ? null : { id: account.id, name: account.name },
    scopes: token?.scopes ?? [],
    github: github !== null,
  };
}

/**
 * The API as one Hono app. Decision: what holds for every request stands here once, in the order in which it happens:
 * request id, timing, log, headers, size limit, who calls, rate limit, then the routes; whatever is thrown on the way
 * becomes problem+json in one place.
 */
import { LIMITS } from "@plumbline/contract";
import { InvalidCursorError, RowTooLargeError } from "@plumbline/storage";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { timing } from "hono/timing";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { authenticate } from "../auth/authenticate.ts";
import { mayAs } from "../auth/caller.ts";
import { readSession } from "../auth/sessionCookie.ts";
import { signInRoutes } from "../auth/signIn.ts";
import { benchmarkRoutes } from "./benchmarks.ts";
import { checkRoutes } from "./checks.ts";
import { type ApiContext, type ApiEnv, createRouter, type Router } from "./context.ts";
import { addDocs } from "./docs.ts";
import { healthRoutes } from "./health.ts";
import { jobBatchRoutes } from "./jobBatches.ts";
import { jobPageRoutes } from "./jobPages.ts";
import { jobRoutes } from "./jobs.ts";
import { leaderboardRoutes } from "./leaderboards.ts";
import { leaseRoutes } from "./leases.ts";
import { problemRoutes } from "./problems.ts";
import { refuse, toProblem } from "./refusal.ts";
import { resultRoutes } from "./results.ts";
import { runRoutes } from "./runs.ts";
import { sampleRoutes } from "./samples.ts";
import { selectionRoutes } from "./selection.ts";
import { sessionRoutes } from "./session.ts";
import { tokenRoutes } from "./tokens.ts";
import { uploadRoutes } from "./uploads.ts";

const RESOURCES = [
  healthRoutes,
  checkRoutes,
  sessionRoutes,
  tokenRoutes,
  benchmarkRoutes,
  problemRoutes,
  leaderboardRoutes,
  runRoutes,
  uploadRoutes,
  resultRoutes,
  sampleRoutes,
  selectionRoutes,
  leaseRoutes,
  jobPageRoutes,
  jobBatchRoutes,
  jobRoutes,
];

/** Everything below /api. It needs its ports with every request: `api.fetch(request, { ports })`. */
export function createApi(): Router {
  const app = createRouter();
  app.use(requestId({ limitLength: 100, generator: ({ env }) => env.ports.random.text(12) }));
  app.use(timing());
  app.use(logRequest);
  app.use(API_HEADERS);
  app.use(keepPrivate);
  app.use(refuseNul);
  app.use(limitBody);
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }));
  app.use(identify);
  const api = createRouter();
  for (const routes of RESOURCES) api.route("/v1", routes());
  app.route("/api", api);
  addDocs(app);
  app.route("/", signInRoutes());
  app.notFound((context) =>
    reply(context, refuse("not_found", "The API has nothing at this address.", "See /api/docs.")),
  );
  app.onError((error, context) => reply(context, error));
  return app;
}

const API_HEADERS = secureHeaders({
  // The docs page has a policy of its own.
  overwrite: false,
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
  },
});

const logRequest = createMiddleware<ApiEnv>(async (context, next) => {
  const { logger, clock } = context.env.ports;
  const from = clock.now();
  await next();
  logger.info("request", {
    requestId: context.var.requestId,
    method: context.req.method,
    // The path alone: queries may carry one-time codes.
    path: context.req.path,
    status: context.res.status,
    ms: clock.now() - from,
    tokenId: context.var.caller?.token?.id,
  });
});

/** What is shown depends on who asks, so that no shared cache may keep a reply that does not say otherwise. */
const keepPrivate = createMiddleware<ApiEnv>(async (context, next) => {
  await next();
  if (context.res.headers.has("cache-control")) return;
  context.header("cache-control", "private, no-cache");
  context.header("vary", "authorization, cookie");
});

/** No id, name or cursor holds a NUL, and PostgreSQL fails on one. */
const refuseNul = createMiddleware<ApiEnv>((context, next) => {
  if (context.req.url.includes("%00")) throw refuse("invalid_request", "The address holds a NUL character.");
  return next();
});

const limitJson = bodyLimit({
  maxSize: LIMITS.jsonBytes,
  onError: () => {
    throw refuse(
      "body_too_large",
      `A JSON body has at most ${LIMITS.jsonBytes} bytes.`,
      "Send it in several requests.",
    );
  },
});
/** Uploads are streams with limits of their own. */
const limitBody = createMiddleware<ApiEnv>((context, next) =>
  context.req.method === "PUT" ? next() : limitJson(context, next),
);

const identify = createMiddleware<ApiEnv>(async (context, next) => {
  const { ports } = context.env;
  const address = context.req.header("cf-connecting-ip") ?? "local";
  const caller = await authenticate(context.req.raw, readSession(context), ports).catch(
    async (error: unknown) => {
      // Whoever tries tokens is counted by address.
      await assertWithinRate(context, address);
      throw error;
    },
  );
  context.set("caller", caller);
  // Runners report as fast as they work; they are few and trusted.
  const exempt = mayAs(caller, "runner") || context.req.path === "/api/v1/health";
  if (!exempt) await assertWithinRate(context, caller.token?.id ?? address);
  await next();
});

async function assertWithinRate(context: ApiContext, key: string): Promise<void> {
  if (await context.env.ports.limiter.allow(key)) return;
  throw refuse("rate_limited", "Too many requests in a minute.", "Wait a minute and go on.");
}

function refuseMethod(context: ApiContext, allowed: string[]): Response {
  const response = reply(context, refuse("method_not_allowed", `This address takes ${allowed.join(", ")}.`));
  response.headers.set("allow", allowed.join(", "));
  return response;
}

function reply(context: ApiContext, thrown: unknown): Response {
  const problem = toProblem(toExpected(thrown), context.var.requestId);
  if (problem.status >= 500) {
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    context.env.ports.logger.error("request failed", {
      requestId: problem.instance,
      error: String(thrown),
      stack,
    });
  }
  return context.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...(problem.status === 401 ? { "www-authenticate": "Bearer" } : {}),
    ...(problem.code === "rate_limited" ? { "retry-after": "60" } : {}),
  });
}

/** Errors of the layers below that are the caller's to mend. */
function toExpected(thrown: unknown): unknown {
  if (thrown instanceof InvalidCursorError)
    return refuse("invalid_request", `query.cursor: ${thrown.message}`);
  if (thrown instanceof RowTooLargeError) return refuse("body_too_large", thrown.message);
  return thrown;
}

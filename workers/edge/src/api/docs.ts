/**
 * The API describes itself: an OpenAPI 3.1 document and a page that shows it. Decision: the page is Swagger UI from our
 * own assets (copied at build by scripts/copyApiDocs.ts), so that nothing is loaded from elsewhere.
 */
import type { Context } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { ApiEnv, Router } from "./context.ts";

const INFO = {
  openapi: "3.1.0",
  info: {
    title: "Plumbline API",
    version: "1",
    description:
      "Outputs go in, graded and verified results with error bars come out. Lists are paged by opaque cursors, times are " +
      "milliseconds UTC, refusals are RFC 9457 problem+json with a code of a closed list.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  security: [{}, { token: [] as string[] }],
  tags: ["Benchmarks", "Runs", "Uploads", "Results", "Tokens", "Jobs", "Runners", "Service"].map((name) => ({
    name,
  })),
};

/** Adds the document and the page to the whole app, so that the document has the full addresses. */
export function addDocs(app: Router): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
    description: "`plumb_` and 43 characters; made by an admin.",
  });
  let document: ReturnType<Router["getOpenAPI31Document"]> | undefined;
  app.get("/api/v1/openapi.json", (context) => {
    document ??= app.getOpenAPI31Document(INFO);
    return context.json(document, 200, { "cache-control": "public, max-age=300" });
  });
  app.get("/api/docs", docsHeaders, showDocs);
}

const docsHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    styleSrcAttr: ["'unsafe-inline'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

function showDocs(context: Context<ApiEnv>): Response | Promise<Response> {
  return context.html(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plumbline API</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/api-docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api-docs/swagger-ui-bundle.js"></script>
<script src="/api-docs/start.js"></script>
</body>
</html>`);
}

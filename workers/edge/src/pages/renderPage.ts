import { createRequestHandler } from "react-router";
import { toPageHeaders } from "./contentSecurity.ts";
import { withVisitor } from "./withVisitor.ts";

export interface PageOptions {
  /** The API, in process. */
  readonly api: (request: Request) => Promise<Response>;
  readonly nonce: string;
  readonly mode: string;
}

/** Renders a page by the web app's build. The build is loaded with the first page, so that API requests never pay for it. */
export async function renderPage(request: Request, { api, nonce, mode }: PageOptions): Promise<Response> {
  const build = await import("virtual:react-router/server-build");
  const context = build.entry.module.provideContext({
    api: (call) => api(withVisitor(call, request)),
    nonce,
    origin: new URL(request.url).origin,
  });
  const page = await createRequestHandler(build, mode)(request, context);
  const response = new Response(page.body, page);
  for (const [name, value] of Object.entries(toPageHeaders(nonce))) response.headers.set(name, value);
  return response;
}

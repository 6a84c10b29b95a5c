/**
 * What the Worker hands to the pages for one request, and the only seam between the two.
 * Decision: pages never import the Worker and the Worker never imports pages. The Worker loads
 * `virtual:react-router/server-build` and calls `build.entry.module.provideContext({ api, nonce, origin })`; loaders
 * reach the API through `api`, in process, so that there is one path for authorisation and redaction.
 */
import { createContext, RouterContextProvider } from "react-router";

export interface PageContext {
  /**
   * The API itself, called without a network. It gets requests to `${origin}/api/v1/...` and answers as the API does.
   * The Worker adds the visitor's cookie to each request before it calls the Hono app.
   */
  readonly api: (request: Request) => Promise<Response>;
  /** The nonce of this reply's Content-Security-Policy (script-src and style-src), base64. */
  readonly nonce: string;
  /** Scheme and host that the visitor sees, `https://plumbline.example`. */
  readonly origin: string;
}

export const pageContext = createContext<PageContext>();

/**
 * Makes the context that React Router's request handler takes as its second argument.
 *
 * @example
 * const build = await import("virtual:react-router/server-build");
 * await createRequestHandler(build)(request, build.entry.module.provideContext({ api, nonce, origin }));
 */
export function provideContext(page: PageContext): RouterContextProvider {
  return new RouterContextProvider(new Map([[pageContext, page]]));
}

import { renderToReadableStream } from "react-dom/server";
import type { EntryContext, RouterContextProvider } from "react-router";
import { ServerRouter } from "react-router";
import { pageContext } from "./context.ts";
import { NonceContext } from "./nonce.ts";

export { type PageContext, provideContext } from "./context.ts";

/** Renders a page. Waits for the whole of it: pages have no late parts, and readers without scripts get all of it. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  headers.set("content-type", "text/html; charset=utf-8");
  // The page holds a nonce, so that a stored copy would be a page whose scripts do not run.
  headers.set("cache-control", "no-store");
  if (request.method.toUpperCase() === "HEAD") return new Response(null, { status, headers });
  const { nonce } = context.get(pageContext);
  let failed = false;
  const body = await renderToReadableStream(
    <NonceContext.Provider value={nonce}>
      <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
    </NonceContext.Provider>,
    {
      nonce,
      signal: request.signal,
      onError(error) {
        failed = true;
        console.error(error);
      },
    },
  );
  await body.allReady;
  return new Response(body, { status: failed ? 500 : status, headers });
}

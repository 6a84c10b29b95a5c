/** How loaders and actions reach the API, and how its refusals become pages. */
import { ApiError, type Client, createClient } from "@plumbline/client";
import type { ProblemDetails } from "@plumbline/contract";
import { data, type RouterContextProvider } from "react-router";
import { pageContext } from "../context.ts";

/** The typed client over the API in this process, acting for the visitor. */
export function loadApi(context: Readonly<RouterContextProvider>): Client {
  const { origin } = context.get(pageContext);
  return createClient({ baseUrl: origin, fetch: (request) => callApi(context, request) });
}

/** One request to the API; it counts as coming from our own pages, which a cookie's writes need. */
export function callApi(context: Readonly<RouterContextProvider>, request: Request): Promise<Response> {
  const { api, origin } = context.get(pageContext);
  const headers = new Headers(request.headers);
  headers.set("origin", origin);
  return api(new Request(request, { headers }));
}

/** The value, or the error page that explains why there is none: a refusal keeps its status and its explanation. */
export async function orPage<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiError) throw data(error.problem, { status: error.status });
    throw error;
  }
}

/** The value, or the API's refusal as a value: for forms, which show it beside what was typed. */
export async function orRefusal<T>(
  call: Promise<T>,
): Promise<{ readonly value: T } | { readonly refusal: ProblemDetails }> {
  try {
    return { value: await call };
  } catch (error) {
    if (error instanceof ApiError) return { refusal: error.problem };
    throw error;
  }
}

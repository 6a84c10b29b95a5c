/** The environment of every route: the ports of this request, who is calling, and the request's id. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Caller } from "../auth/caller.ts";
import type { Ports } from "../ports.ts";
import { Refusal } from "./refusal.ts";

export interface ApiEnv {
  Bindings: { readonly ports: Ports };
  Variables: { readonly requestId: string; readonly caller: Caller };
}
export type ApiContext = Context<ApiEnv>;
export type Router = OpenAPIHono<ApiEnv>;

/** A router whose validation errors name the path of each wrong field. */
export function createRouter(): Router {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (result.success) return undefined;
      const errors = result.error.issues.map((issue) => ({
        path: [result.target, ...issue.path].join("."),
        message: issue.message,
      }));
      const first = errors[0];
      const detail = first === undefined ? "The request is not valid." : `${first.path}: ${first.message}`;
      throw new Refusal("invalid_request", detail, { errors });
    },
  });
}

import type { TypedResponse } from "hono";
import type { ApiContext } from "./context.ts";

/**
 * JSON with an ETag, or 304 where the caller has it. `tagged` is what the tag is made of, where that is not all of the
 * body (a board carries the time at which it was made).
 */
export function replyTagged<T>(
  context: ApiContext,
  value: T,
  tagged: unknown = value,
): TypedResponse<T, 200, "json"> {
  const tag = `"${context.env.ports.hasher.contentHash(JSON.stringify(tagged))}"`;
  context.header("etag", tag);
  // Whose request it is decides what is shown, so that only the caller's own cache may keep it, and must ask again.
  context.header("cache-control", "private, no-cache");
  context.header("vary", "authorization, cookie");
  const known = context.req.header("if-none-match")?.split(",") ?? [];
  const isKnown = known.some((each) => each.trim().replace(/^W\//, "") === tag);
  const response: unknown = isKnown ? context.body(null, 304) : context.json(value as object, 200);
  return response as TypedResponse<T, 200, "json">;
}

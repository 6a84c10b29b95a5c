/** The cookie of a signed-in browser. It has no age, so that it ends with the browser session. */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

const NAME = "plumbline_session";

export function readSession(context: Context): string | undefined {
  return getCookie(context, NAME);
}

export function openSession(context: Context, secret: string): void {
  setCookie(context, NAME, secret, { ...attributes(context), httpOnly: true });
}

export function closeSession(context: Context): void {
  deleteCookie(context, NAME, attributes(context));
}

function attributes(context: Context): { path: string; sameSite: "Lax"; secure: boolean } {
  return { path: "/", sameSite: "Lax", secure: new URL(context.req.url).protocol === "https:" };
}

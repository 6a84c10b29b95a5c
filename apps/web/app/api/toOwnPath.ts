/**
 * A path of this site, or the fallback: what a form or an address says about where to go back to must not lead elsewhere.
 *
 * @example toOwnPath("/runs/1?raw", "/") // "/runs/1?raw", toOwnPath("//elsewhere.example", "/") // "/"
 */
export function toOwnPath(value: FormDataEntryValue | null, fallback: string): string {
  if (typeof value !== "string" || !value.startsWith("/") || !URL.canParse(value, BASE)) return fallback;
  // Read as a browser reads it: tabs vanish, backslashes are slashes, and dots may uncover a double slash.
  const { origin, pathname, search, hash } = new URL(value, BASE);
  return origin === BASE && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : fallback;
}

const BASE = "http://here.invalid";

/** The address of the sign-in page that leads back to `here`. */
export function toSignIn(here: string): string {
  return `/sign-in?${new URLSearchParams({ back: here })}`;
}

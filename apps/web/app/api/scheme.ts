/**
 * Light or dark. Decision: a cookie and not local storage, because the server then sends the right page at once
 * and the choice also holds where scripts are off. `auto` (no cookie) follows the device through CSS alone.
 */
export type Scheme = "light" | "dark" | "auto";

const NAME = "plumbline_scheme";
const YEAR_SECONDS = 365 * 24 * 3600;

/** @example readScheme("a=1; plumbline_scheme=dark") // "dark" */
export function readScheme(cookies: string | null): Scheme {
  const value = new RegExp(`(?:^|;\\s*)${NAME}=(light|dark)(?:;|$)`, "u").exec(cookies ?? "")?.[1];
  return value === "light" || value === "dark" ? value : "auto";
}

/** The `Set-Cookie` value that keeps the choice for a year; `auto` forgets it. */
export function writeScheme(scheme: Scheme): string {
  const age = scheme === "auto" ? 0 : YEAR_SECONDS;
  return `${NAME}=${scheme}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly`;
}

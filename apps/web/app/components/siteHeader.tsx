import type { Viewer } from "@plumbline/contract";
import { type Icon, IconCircleHalf2, IconMoon, IconSun } from "@tabler/icons-react";
import { Form, Link, NavLink } from "react-router";
import type { Scheme } from "../api/scheme.ts";
import { toSignIn } from "../api/toOwnPath.ts";
import { Mark } from "./mark.tsx";
import styles from "./siteHeader.module.css";

const NEXT_SCHEME: Readonly<Record<Scheme, Scheme>> = { auto: "light", light: "dark", dark: "auto" };
const SCHEME_WORD: Readonly<Record<Scheme, string>> = { auto: "Auto", light: "Light", dark: "Dark" };
const SCHEME_ICON: Readonly<Record<Scheme, Icon>> = { auto: IconCircleHalf2, light: IconSun, dark: IconMoon };

interface Props {
  readonly viewer: Viewer | null;
  readonly scheme: Scheme;
  /** Where to come back to after the scheme changed or somebody signed in. */
  readonly here: string;
}

export function SiteHeader({ viewer, scheme, here }: Props) {
  const SchemeIcon = SCHEME_ICON[scheme];
  const may = (scope: Viewer["scopes"][number]) => viewer?.scopes.includes(scope) === true;
  return (
    <header className={styles["header"]}>
      <a className={styles["skip"]} href="#content">
        Skip to content
      </a>
      <div className={styles["inner"]}>
        <Link to="/" className={styles["brand"]}>
          <Mark />
          <span>Plumbline</span>
        </Link>
        <nav aria-label="Main" className={styles["nav"]}>
          <NavLink to="/" end>
            Benchmarks
          </NavLink>
          <NavLink to="/try">Try it</NavLink>
          <NavLink to="/upload">Upload</NavLink>
          {may("admin") || may("runner") ? <NavLink to="/jobs">Jobs</NavLink> : null}
          {may("admin") ? <NavLink to="/tokens">Tokens</NavLink> : null}
          <a href="/api/docs">API</a>
        </nav>
        <div className={styles["side"]}>
          <Form method="post" action="/scheme" preventScrollReset>
            <input type="hidden" name="scheme" value={NEXT_SCHEME[scheme]} />
            <input type="hidden" name="back" value={here} />
            <button type="submit" className={styles["scheme"]} title={`Colours: ${SCHEME_WORD[scheme]}`}>
              <SchemeIcon size={18} stroke={1.75} aria-hidden="true" />
              <span className="visually-hidden">
                Colours: {SCHEME_WORD[scheme]}. Change to {SCHEME_WORD[NEXT_SCHEME[scheme]]}.
              </span>
            </button>
          </Form>
          {viewer?.account ? (
            <Link to="/account" className={styles["account"]}>
              {viewer.account.name}
            </Link>
          ) : (
            <Link to={here.startsWith("/sign-in") ? here : toSignIn(here)} className={styles["account"]}>
              Sign in
            </Link>
          )}
        </div>
      </div>
    </header>
  );
}

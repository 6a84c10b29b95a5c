import "@fontsource-variable/instrument-sans/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import { type ReactNode, useContext } from "react";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useNavigation,
  useRouteLoaderData,
} from "react-router";
import type { Route } from "./+types/root.ts";
import { loadApi } from "./api/loadApi.ts";
import { readScheme } from "./api/scheme.ts";
import { ErrorPage } from "./components/errorPage.tsx";
import { SiteFooter } from "./components/siteFooter.tsx";
import { SiteHeader } from "./components/siteHeader.tsx";
import { NonceContext } from "./nonce.ts";
import styles from "./root.module.css";

export const meta: Route.MetaFunction = () => [
  { title: "Plumbline" },
  {
    name: "description",
    content: "Grade and verify the reasoning outputs of language models: sound, deterministic, explained.",
  },
];

/** A visitor's page must not fail because nobody could say who they are; they are then a stranger. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = await loadApi(context)
    .viewer()
    .catch(() => null);
  return { viewer, scheme: readScheme(request.headers.get("cookie")) };
}

export function Layout({ children }: { readonly children: ReactNode }) {
  const nonce = useContext(NonceContext);
  const root = useRouteLoaderData<typeof loader>("root");
  const { pathname, search } = useLocation();
  const scheme = root?.scheme ?? "auto";
  return (
    <html
      lang="en"
      data-scheme={scheme === "auto" ? undefined : scheme}
      data-mantine-color-scheme={scheme === "dark" ? "dark" : "light"}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={scheme === "auto" ? "light dark" : scheme} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        <Pending />
        <SiteHeader viewer={root?.viewer ?? null} scheme={scheme} here={pathname + search} />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} />;
}

/** A thin line across the top while the next page is on its way. */
function Pending() {
  const { state } = useNavigation();
  return <div className={styles["pending"]} data-busy={state !== "idle"} aria-hidden="true" />;
}

import type { ProblemDetails } from "@plumbline/contract";
import { isRouteErrorResponse, Link, useLocation } from "react-router";
import { toSignIn } from "../api/toOwnPath.ts";

/** What went wrong in plain words, from the API's own explanation where there is one. */
export function ErrorPage({ error }: { readonly error: unknown }) {
  const { pathname, search } = useLocation();
  const { status, title, detail, fix, instance } = explain(error);
  return (
    <div className="stack">
      <p className="eyebrow number">{status}</p>
      <h1>{title}</h1>
      <p className="lede">{detail}</p>
      {fix === undefined ? null : <p>{fix}</p>}
      <p className="row">
        {status === 401 || status === 403 ? (
          <Link className="button button-main" to={toSignIn(pathname + search)}>
            Sign in
          </Link>
        ) : null}
        <Link className={status === 401 || status === 403 ? "button" : "button button-main"} to="/">
          All benchmarks
        </Link>
      </p>
      {instance === undefined ? null : (
        <p className="faint small">
          Request <code>{instance}</code>
        </p>
      )}
    </div>
  );
}

interface Explained {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly fix?: string | undefined;
  readonly instance?: string | undefined;
}

function explain(error: unknown): Explained {
  if (!isRouteErrorResponse(error)) {
    return {
      status: 500,
      title: "This page failed",
      detail: "The fault is ours and has been logged. Nothing that you uploaded is lost.",
      fix: "Try again in a moment.",
    };
  }
  const problem = isProblem(error.data) ? error.data : null;
  // The API tells programs to send a token; a person at a page has a button for that.
  if (error.status === 401)
    return { status: 401, title: titleOf(401), detail: "This page is for signed-in people." };
  return {
    status: error.status,
    title: titleOf(error.status),
    detail: problem?.detail ?? "There is no page at this address.",
    // Likewise for what is not there: the list of benchmarks is a button, not an address of the API.
    fix: error.status === 404 ? undefined : problem?.fix,
    instance: problem?.instance,
  };
}

function isProblem(value: unknown): value is ProblemDetails {
  return typeof value === "object" && value !== null && "code" in value && "detail" in value;
}

function titleOf(status: number): string {
  if (status === 404) return "Nothing is here";
  if (status === 401) return "Sign in to see this";
  if (status === 403) return "This is not yours to see";
  if (status === 429) return "Too many requests";
  return status >= 500 ? "This page failed" : "This request does not work";
}

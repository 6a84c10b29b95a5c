import { Form, Link, redirect } from "react-router";
import { callApi, loadApi, orPage } from "../api/loadApi.ts";
import { RunsTable } from "../components/runsTable.tsx";
import { pageContext } from "../context.ts";
import type { Route } from "./+types/account.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const api = loadApi(context);
  const viewer = await orPage(api.viewer());
  if (viewer.account === null) return redirect("/sign-in");
  const cursor = new URL(request.url).searchParams.get("cursor");
  const page = await orPage(api.listRuns({ scope: "mine", ...(cursor === null ? {} : { cursor }) }));
  return { name: viewer.account.name, scopes: viewer.scopes, runs: page.items, next: page.next };
}

/** Signs out: the API forgets the session and its cookie goes back to the browser empty. */
export async function action({ context }: Route.ActionArgs) {
  const { origin } = context.get(pageContext);
  const reply = await callApi(context, new Request(`${origin}/api/v1/session`, { method: "DELETE" }));
  const headers = new Headers();
  for (const cookie of reply.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return redirect("/", { headers });
}

export const meta: Route.MetaFunction = () => [{ title: "Your runs · Plumbline" }];

export default function Account({ loaderData }: Route.ComponentProps) {
  const { name, scopes, runs, next } = loaderData;
  return (
    <>
      <div className="page-head">
        <p className="eyebrow">Signed in as {name}</p>
        <h1>Your runs</h1>
        <div className="row small">
          <span className="faint">May {scopes.join(", ")}</span>
          <Form method="post">
            <button className="button button-small" type="submit">
              Sign out
            </button>
          </Form>
        </div>
      </div>
      {runs.length === 0 ? (
        <div className="empty">
          <h2>You have no run yet</h2>
          <p>
            Upload outputs here, or from a terminal with <code>npx plumb submit</code>.
          </p>
          <p className="row">
            <Link className="button button-main" to="/upload">
              Upload outputs
            </Link>
            <Link className="button" to="/sample">
              Sample a model
            </Link>
          </p>
        </div>
      ) : (
        <RunsTable runs={runs} />
      )}
      {next === null ? null : (
        <p className="pager">
          <Link to={`?cursor=${encodeURIComponent(next)}`}>More runs</Link>
        </p>
      )}
    </>
  );
}

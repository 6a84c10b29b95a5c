import { data, Form, redirect, useNavigation } from "react-router";
import { callApi, loadApi } from "../api/loadApi.ts";
import { toOwnPath } from "../api/toOwnPath.ts";
import { pageContext } from "../context.ts";
import type { Route } from "./+types/signIn.ts";
import styles from "./signIn.module.css";

/** Where to go once signed in: the page that asked for it, else the account's own. */
function backOf(request: Request): string {
  return toOwnPath(new URL(request.url).searchParams.get("back"), "/account");
}

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = await loadApi(context)
    .viewer()
    .catch(() => null);
  if (viewer?.account) return redirect(backOf(request));
  return { github: viewer?.github === true };
}

/** Hands the token to the API, whose cookie goes on to the browser; the token itself stays nowhere. */
export async function action({ request, context }: Route.ActionArgs) {
  const token = (await request.formData()).get("token");
  const { origin } = context.get(pageContext);
  const reply = await callApi(
    context,
    new Request(`${origin}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ token: typeof token === "string" ? token.trim() : "" }),
    }),
  );
  if (reply.ok) {
    const headers = new Headers();
    for (const cookie of reply.headers.getSetCookie()) headers.append("set-cookie", cookie);
    return redirect(backOf(request), { headers });
  }
  const problem = (await reply.json().catch(() => null)) as { detail?: unknown; fix?: unknown } | null;
  const sentences = [problem?.detail, problem?.fix].filter((part) => typeof part === "string");
  return data(
    { refusal: sentences.length > 0 ? sentences.join(" ") : "This token does not work." },
    { status: reply.status },
  );
}

export const meta: Route.MetaFunction = () => [{ title: "Sign in · Plumbline" }];

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const busy = useNavigation().state !== "idle";
  const refusal = actionData?.refusal;
  return (
    <div className={styles["page"]}>
      <h1>Sign in</h1>
      <p className="lede">Paste an API token. It signs this browser in until you close it.</p>
      <Form method="post" className="stack">
        <label className="field">
          <span>Token</span>
          <input
            className="input"
            name="token"
            type="password"
            required
            autoComplete="off"
            spellCheck={false}
            placeholder="plumb_..."
            aria-invalid={refusal !== undefined}
            aria-describedby={refusal === undefined ? undefined : "refusal"}
          />
        </label>
        {refusal === undefined ? null : (
          <p className="note note-danger" id="refusal" role="alert">
            {refusal}
          </p>
        )}
        <p className="row">
          <button className="button button-main" type="submit" disabled={busy}>
            Sign in
          </button>
          {loaderData.github ? (
            <a className="button" href="/sign-in/github">
              Continue with GitHub
            </a>
          ) : null}
        </p>
      </Form>
      <p className="small faint">
        No token? Whoever runs this server makes one with <code>npx plumb token create</code>. The first admin
        token comes from <code>npx plumb token bootstrap</code>.
      </p>
    </div>
  );
}

import type { Scope, TokenView } from "@plumbline/contract";
import { data, Form, Link, redirect } from "react-router";
import { loadApi, orPage, orRefusal } from "../api/loadApi.ts";
import { formatDay } from "../format/formatNumber.ts";
import type { Route } from "./+types/tokens.ts";

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  read: "read private runs of the account",
  submit: "submit and change runs",
  runner: "take jobs",
  gold: "read hidden golds",
  admin: "do everything",
};
const SCOPES = Object.keys(SCOPE_WORDS) as readonly Scope[];

export async function loader({ request, context }: Route.LoaderArgs) {
  const page = await orPage(
    loadApi(context).listTokens(new URL(request.url).searchParams.get("cursor") ?? undefined),
  );
  return { tokens: page.items, next: page.next, now: Date.now() };
}

/** Creates or revokes. The new secret is in this one answer, so that it cannot be had again by reloading. */
export async function action({ request, context }: Route.ActionArgs) {
  const api = loadApi(context);
  const form = await request.formData();
  const textOf = (name: string) => String(form.get(name) ?? "").trim();
  if (textOf("intent") === "revoke") {
    const done = await orRefusal(api.revokeToken(textOf("token")));
    if ("refusal" in done)
      return data({ refusal: done.refusal, created: null }, { status: done.refusal.status });
    return redirect("/tokens");
  }
  const days = Number(textOf("days"));
  const account = textOf("account");
  const done = await orRefusal(
    api.createToken({
      label: textOf("label"),
      scopes: SCOPES.filter((scope) => form.getAll("scope").includes(scope)),
      ...(account === "" ? {} : { account }),
      ...(days > 0 ? { expiresInDays: days } : {}),
    }),
  );
  if ("refusal" in done)
    return data({ refusal: done.refusal, created: null }, { status: done.refusal.status });
  return { refusal: null, created: { label: done.value.label, secret: done.value.secret } };
}

export const meta: Route.MetaFunction = () => [{ title: "Tokens · Plumbline" }];

export default function Tokens({ loaderData, actionData }: Route.ComponentProps) {
  const { tokens, next, now } = loaderData;
  return (
    <>
      <div className="page-head">
        <h1>Tokens</h1>
        <p className="lede">
          Programs and browsers act with tokens. Each belongs to an account and may do only what it says.
        </p>
      </div>
      {actionData?.refusal ? (
        <p className="note note-danger" role="alert">
          {actionData.refusal.detail} {actionData.refusal.fix}
        </p>
      ) : null}
      {actionData?.created ? (
        <div className="panel stack" role="status" style={{ gap: "0.5rem", marginBottom: "2rem" }}>
          <h2>{actionData.created.label}</h2>
          <p>Copy the token now. It is shown this once and stored nowhere.</p>
          <input
            className="input mono"
            readOnly
            ref={comeIntoView}
            aria-label="Secret of the new token"
            value={actionData.created.secret}
            onFocus={(event) => event.currentTarget.select()}
          />
        </div>
      ) : null}
      <TokensTable tokens={tokens} now={now} />
      {next === null ? null : (
        <p>
          <Link to={`?cursor=${encodeURIComponent(next)}`}>More tokens</Link>
        </p>
      )}
      <section className="section" aria-labelledby="new">
        <h2 id="new">New token</h2>
        <Form method="post" className="stack panel" style={{ maxWidth: "40rem" }}>
          <label className="field">
            <span>Label</span>
            <input className="input" name="label" required maxLength={120} placeholder="nightly evaluation" />
          </label>
          <fieldset className="field">
            <legend>May</legend>
            <div className="choices">
              {SCOPES.map((scope) => (
                <label key={scope} title={SCOPE_WORDS[scope]}>
                  <input
                    type="checkbox"
                    name="scope"
                    value={scope}
                    defaultChecked={scope === "read" || scope === "submit"}
                  />
                  <span>
                    <strong>{scope}</strong> <span className="faint small">{SCOPE_WORDS[scope]}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <label className="field">
            <span>Account</span>
            <input className="input" name="account" maxLength={120} placeholder="yours" />
            <small>It is made if nobody has the name.</small>
          </label>
          <label className="field">
            <span>Valid for days</span>
            <input className="input" name="days" type="number" min={1} max={3650} placeholder="no end" />
          </label>
          <p>
            <button className="button button-main" type="submit" name="intent" value="create">
              Create token
            </button>
          </p>
        </Form>
      </section>
    </>
  );
}

/** The form is at the foot of a long page and its answer at the head: without this nobody would see the secret. */
function comeIntoView(field: HTMLInputElement | null): void {
  field?.focus();
}

function TokensTable({ tokens, now }: { readonly tokens: readonly TokenView[]; readonly now: number }) {
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col">Account</th>
            <th scope="col">Starts with</th>
            <th scope="col">May</th>
            <th scope="col">Created</th>
            <th scope="col">Ends</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <td>{token.label}</td>
              <td>{token.account}</td>
              <td className="mono" style={{ whiteSpace: "nowrap" }}>
                {token.prefix}...
              </td>
              <td className="small">{token.scopes.join(", ")}</td>
              <td className="number small">{formatDay(token.createdAt)}</td>
              <td className="number small">{describeEnd(token, now)}</td>
              <td>
                {token.revokedAt === null ? (
                  <details>
                    <summary className="small" aria-label={`Revoke ${token.label}`}>
                      Revoke
                    </summary>
                    <Form method="post" style={{ marginTop: "0.5rem" }}>
                      <input type="hidden" name="token" value={token.id} />
                      <button
                        className="button button-small button-danger"
                        type="submit"
                        name="intent"
                        value="revoke"
                        aria-label={`Revoke ${token.label} for good`}
                      >
                        For good
                      </button>
                    </Form>
                  </details>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function describeEnd({ revokedAt, expiresAt }: TokenView, now: number): string {
  if (revokedAt !== null) return `revoked ${formatDay(revokedAt)}`;
  if (expiresAt === null) return "never";
  return expiresAt <= now ? `expired ${formatDay(expiresAt)}` : formatDay(expiresAt);
}

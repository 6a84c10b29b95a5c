/** Signing in with GitHub, against GitHub's two answers as its documentation gives them. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { startApi, type TestApi } from "../testing/startApi.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ github: { clientId: "client-1", clientSecret: "the client secret" } });
});
afterAll(() => api.stop());
afterEach(() => vi.unstubAllGlobals());

async function start(): Promise<{ state: string; cookie: string }> {
  const response = await api.fetch("/sign-in/github");
  expect(response.status).toBe(302);
  const target = new URL(response.headers.get("location") ?? "");
  expect(target.origin + target.pathname).toBe("https://github.com/login/oauth/authorize");
  expect(target.searchParams.get("redirect_uri")).toBe("https://plumbline.test/sign-in/github/callback");
  const cookie = response.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/HttpOnly/);
  return { state: target.searchParams.get("state") ?? "", cookie: cookie.split(";")[0] ?? "" };
}

const callback = (state: string, cookie: string) =>
  api.fetch(`/sign-in/github/callback?code=abc&state=${state}`, { headers: { cookie } });

test("gives a session that may read and submit, under the login's own account", async () => {
  const answers = [
    { access_token: "gho_1", token_type: "bearer", scope: "" },
    { login: "Octo-Cat", id: 1 },
  ];
  vi.stubGlobal("fetch", async () => Response.json(answers.shift()));
  const { state, cookie } = await start();
  const response = await callback(state, cookie);
  expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
  const session = response.headers.getSetCookie().find((each) => each.startsWith("plumbline_session="));
  const viewer = await api.fetch("/api/v1/viewer", { headers: { cookie: session?.split(";")[0] ?? "" } });
  expect(await viewer.json()).toMatchObject({
    account: { name: "github:octo-cat#1" },
    scopes: ["read", "submit"],
    github: true,
  });
  expect(api.logs.join("\n")).not.toContain("gho_1");
});

test.each([
  ["a state that this browser did not get", "other", true, 401],
  ["no state cookie", null, false, 401],
])("%s is refused", async (_, forged, withCookie, status) => {
  const { state, cookie } = await start();
  expect((await callback(forged ?? state, withCookie ? cookie : "")).status).toBe(status);
});

test("GitHub's refusal is told as such, and logged without secrets", async () => {
  vi.stubGlobal("fetch", async () =>
    Response.json({ error: "bad_verification_code", error_description: "expired" }),
  );
  const { state, cookie } = await start();
  expect((await callback(state, cookie)).status).toBe(503);
  expect(api.logs.join("\n")).toContain("GitHub sign-in failed");
  expect(api.logs.join("\n")).not.toContain("the client secret");
});

test("is not there where it is not configured", async () => {
  const plain = await startApi();
  expect((await plain.fetch("/sign-in/github")).status).toBe(404);
  await plain.stop();
});

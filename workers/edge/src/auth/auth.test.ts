/** Tokens, sessions and one-time secrets, as a caller meets them. */

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ORIGIN, startApi, type TestApi } from "../testing/startApi.ts";
import { findFault } from "./authenticate.ts";
import { equalInConstantTime, looksLikeSecret } from "./tokens.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ bootstrapSecret: "right secret", onceCode: "one time code" });
});
afterAll(() => api.stop());

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body: JSON.stringify(body),
  headers: { "content-type": "application/json", ...headers },
});
const admin = { label: "first", scopes: ["admin"], account: "root" };

test("the bootstrap secret makes one admin token, once", async () => {
  const bootstrap = (secret: string) =>
    api.fetch("/api/v1/tokens/bootstrap", json(admin, { "x-bootstrap-secret": secret }));
  expect((await bootstrap("wrong secret")).status).toBe(401);
  const made = await bootstrap("right secret");
  expect(made.status).toBe(201);
  const { secret } = (await made.json()) as { secret: string };
  expect(looksLikeSecret(secret)).toBe(true);
  expect((await bootstrap("right secret")).status).toBe(409);
  const listed = await api.fetch("/api/v1/tokens", { headers: { authorization: `Bearer ${secret}` } });
  expect(await listed.text()).not.toContain(secret.slice(12));
  expect(api.logs.join("\n")).not.toContain(secret);
});

test("without a secret, only a caller on the same machine may, and only while no token exists", async () => {
  const open = await startApi();
  try {
    const bootstrap = (origin: string) => open.fetch(`${origin}/api/v1/tokens/bootstrap`, json(admin));
    expect((await bootstrap(ORIGIN)).status).toBe(403);
    expect((await bootstrap("http://127.0.0.1:8787")).status).toBe(201);
    expect((await bootstrap("http://127.0.0.1:8787")).status).toBe(403);
  } finally {
    await open.stop();
  }
});

test.each([
  ["no token", undefined, 401, "token_missing"],
  ["another scheme", "Basic abc", 401, "token_unknown"],
  ["a text that is no token", "Bearer abc", 401, "token_unknown"],
  ["a token nobody made", `Bearer plumb_${"a".repeat(43)}`, 401, "token_unknown"],
])("%s is refused by name", async (_, authorization, status, code) => {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const response = await api.fetch("/api/v1/tokens", { headers });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  expect(response.headers.get("www-authenticate")).toBe("Bearer");
  expect(await response.json()).toMatchObject({ code, instance: expect.any(String) });
});

test("a token with another scope says which one it takes", async () => {
  const reader = await api.as("reader", "read");
  await expect(reader.createToken({ label: "x", scopes: ["admin"] })).rejects.toMatchObject({
    status: 403,
    problem: { code: "scope_missing", detail: expect.stringContaining("admin") },
  });
});

test("a revoked token stops working; others' tokens cannot be revoked", async () => {
  const mine = await api.as("mine", "read");
  const other = await api.as("other", "submit");
  const [token] = (await mine.listTokens()).items;
  await expect(other.revokeToken(token?.id ?? "")).rejects.toMatchObject({ status: 404 });
  const reader = await api.as("mine", "read");
  await expect(reader.revokeToken(token?.id ?? "")).rejects.toMatchObject({ status: 403 });
  await mine.revokeToken(token?.id ?? "");
  await expect(mine.viewer()).rejects.toMatchObject({ problem: { code: "token_revoked" } });
});

test.each([
  [{ revokedAt: null, expiresAt: null }, null],
  [{ revokedAt: null, expiresAt: 11 }, null],
  [{ revokedAt: null, expiresAt: 10 }, "token_expired"],
  [{ revokedAt: 5, expiresAt: 10 }, "token_revoked"],
] as const)("at time 10 a token with %j has the fault %s", (token, fault) => {
  expect(findFault(token, 10)).toBe(fault);
});

test("comparing in constant time is equality", () => {
  const text = fc.string({ maxLength: 4 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      expect(equalInConstantTime(left, right)).toBe(left === right);
      expect(equalInConstantTime(left, left)).toBe(true);
    }),
  );
});

describe("a signed-in browser", () => {
  async function signIn(secret: string): Promise<string> {
    const response = await api.fetch("/api/v1/session", json({ token: secret }));
    expect(response.status).toBe(200);
    return response.headers.get("set-cookie") ?? "";
  }
  const run = { benchmark: "none", model: { name: "m" } };

  test("has a cookie that scripts cannot read and that ends with the session", async () => {
    const { secret } = await api.as("browser", "submit");
    const cookie = await signIn(secret);
    expect(cookie).toMatch(/^plumbline_session=plumb_/);
    for (const attribute of ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"])
      expect(cookie).toContain(attribute);
    expect(cookie).not.toMatch(/max-age|expires/i);
  });

  test.each([
    ["our own page, by fetch metadata", { "sec-fetch-site": "same-origin" }, 404],
    ["our own page, by origin", { origin: ORIGIN }, 404],
    ["another site", { origin: "https://evil.test", "sec-fetch-site": "cross-site" }, 403],
    [
      "another host of the same site",
      { origin: "https://evil.plumbline.test", "sec-fetch-site": "same-site" },
      403,
    ],
    ["a program that has only the cookie", {}, 403],
  ])("may change things from %s: %j -> %i", async (_, headers, status) => {
    const { secret } = await api.as("browser", "submit");
    const cookie = `plumbline_session=${secret}`;
    // 404 = past the door: there is no benchmark of this name.
    expect((await api.fetch("/api/v1/runs", json(run, { cookie, ...headers }))).status).toBe(status);
  });

  test("reads as a visitor when its token has ended", async () => {
    const cookie = `plumbline_session=plumb_${"b".repeat(43)}`;
    const response = await api.fetch("/api/v1/viewer", { headers: { cookie } });
    expect(await response.json()).toEqual({ account: null, scopes: [], github: false });
  });

  test("signs in once by the link of a local start, and signing out ends that session's token", async () => {
    const link = "/sign-in/once?code=one%20time%20code";
    const response = await api.fetch(link);
    expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
    const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect((await api.fetch(link)).status).toBe(401);
    const viewer = () => api.fetch("/api/v1/viewer", { headers: { cookie } }).then((reply) => reply.json());
    expect(await viewer()).toMatchObject({ account: { name: "local" } });
    await api.fetch("/api/v1/session", { method: "DELETE", headers: { cookie, origin: ORIGIN } });
    expect(await viewer()).toMatchObject({ account: null });
    expect(api.logs.join("\n")).not.toContain("one time code");
  });

  test("is not signed in by a foreign page", async () => {
    const { secret } = await api.as("browser", "submit");
    const response = await api.fetch(
      "/api/v1/session",
      json({ token: secret }, { origin: "https://evil.test" }),
    );
    expect(response.status).toBe(403);
  });
});

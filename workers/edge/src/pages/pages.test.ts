import { expect, test } from "vitest";
import { toPageHeaders } from "./contentSecurity.ts";
import { withVisitor } from "./withVisitor.ts";

test("a page's policy takes scripts and styles from us and with the nonce alone", () => {
  const policy = toPageHeaders("abc")["content-security-policy"] ?? "";
  expect(policy).toContain("script-src 'self' 'nonce-abc'");
  expect(policy).toContain("style-src 'self' 'nonce-abc'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(policy).toContain("frame-ancestors 'none'");
});

test("a page asks the API as its visitor: with the cookie, and with where the request came from", () => {
  const headers = { cookie: "plumbline_session=x", origin: "https://evil.test", "user-agent": "browser" };
  const visitor = new Request("https://plumbline.test/upload", { headers });
  // Browsers and Node drop some names from a Request made by script, Workers keep them.
  const told = [...visitor.headers.keys()];
  const call = withVisitor(
    new Request("https://plumbline.test/api/v1/runs", { headers: { "x-own": "1" } }),
    visitor,
  );
  expect(call.headers.get("x-own")).toBe("1");
  for (const name of ["cookie", "origin"]) {
    expect(call.headers.get(name)).toBe(told.includes(name) ? visitor.headers.get(name) : null);
  }
  expect(call.headers.get("user-agent")).toBeNull();
});

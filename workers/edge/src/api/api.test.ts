/** What holds for every route: refusals, limits, headers, paging, and that the document knows what the client calls. */
import { createClient } from "@plumbline/client";
import { LIMITS } from "@plumbline/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ORIGIN, startApi, type TestApi } from "../testing/startApi.ts";

let api: TestApi;
let allowed = true;
beforeAll(async () => {
  api = await startApi();
  Object.assign(api.ports.limiter, { allow: async () => allowed });
});
afterAll(() => api.stop());

const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body,
  headers: { "content-type": "application/json", ...headers },
});
const auth = async () => ({ authorization: `Bearer ${(await api.as("lab", "submit")).secret}` });

test.each<[string, string, () => Promise<RequestInit>, number, string]>([
  ["an unknown address", "/api/v1/nothing", async () => ({}), 404, "not_found"],
  [
    "a method that an address does not take",
    "/api/v1/health",
    async () => ({ method: "DELETE" }),
    405,
    "method_not_allowed",
  ],
  ["a body that is no JSON", "/api/v1/runs", async () => post("{", await auth()), 400, "invalid_request"],
  [
    "a body of another kind",
    "/api/v1/runs",
    async () => post("a=b", { ...(await auth()), "content-type": "text/plain" }),
    415,
    "unsupported_media",
  ],
  [
    "a body that is too long",
    "/api/v1/runs",
    async () => post(" ".repeat(LIMITS.jsonBytes + 1), await auth()),
    413,
    "body_too_large",
  ],
  [
    "an upload without its length",
    "/api/v1/runs/x/upload",
    async () => ({ method: "PUT", headers: await auth() }),
    404,
    "not_found",
  ],
  ["a page that is too long", "/api/v1/runs?limit=100000", async () => ({}), 400, "invalid_request"],
  ["an address with a NUL", "/api/v1/samples/a%00b", async () => ({}), 400, "invalid_request"],
  ["a cursor that no list gave", "/api/v1/benchmarks?cursor=abc", async () => ({}), 400, "invalid_request"],
])("%s is problem+json: %s", async (_, path, init, status, code) => {
  const response = await api.fetch(path, await init());
  const problem = (await response.json()) as Record<string, unknown>;
  expect([response.status, problem["code"]]).toEqual([status, code]);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(problem["type"]).toBe(`urn:plumbline:problem:${code}`);
  expect(response.headers.get("x-request-id")).toBe(problem["instance"]);
});

test("a wrong field is named by its path", async () => {
  const lab = await api.as("lab", "submit");
  const run = { benchmark: "x", model: { name: "" }, sampling: { temperature: -1 } };
  await expect(lab.createRun(run)).rejects.toMatchObject({
    problem: { errors: [{ path: "json.model.name" }, { path: "json.sampling.temperature" }] },
  });
});

test("an upload needs its length", async () => {
  const lab = await api.as("lab", "submit");
  await lab.createBenchmark({
    slug: "one",
    name: "One",
    problems: [{ key: "a", statement: "?", spec: { gold: "1" } }],
  });
  const run = await lab.createRun({ benchmark: "one", model: { name: "m" } });
  const headers = { authorization: `Bearer ${lab.secret}` };
  const response = await api.fetch(`/api/v1/runs/${run.id}/upload`, { method: "PUT", headers, body: "{}" });
  expect([response.status, await response.json()]).toMatchObject([411, { code: "length_required" }]);
  await expect(lab.upload(run.id, { body: "", length: 0 })).rejects.toMatchObject({
    problem: { code: "upload_empty" },
  });
});

test("an unexpected error tells the caller its request id and the log the rest", async () => {
  const lab = await api.as("lab", "submit");
  const { store } = api.ports;
  Object.assign(api.ports, {
    store: { ...store, listBenchmarks: () => Promise.reject(new Error("disk on fire")) },
  });
  const failure = await lab
    .listBenchmarks()
    .catch((error: unknown) => error as { problem: Record<string, string> });
  Object.assign(api.ports, { store });
  expect(failure).toMatchObject({ problem: { code: "internal", instance: expect.any(String) } });
  expect(JSON.stringify(failure)).not.toContain("disk on fire");
  expect(api.logs.join("\n")).toContain("disk on fire");
});

test("too many requests are refused, health is not", async () => {
  allowed = false;
  try {
    const refused = await api.fetch("/api/v1/benchmarks");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    expect((await api.fetch("/api/v1/health")).status).toBe(200);
    const guess = { authorization: `Bearer plumb_${"c".repeat(43)}` };
    expect((await api.fetch("/api/v1/viewer", { headers: guess })).status).toBe(429);
  } finally {
    allowed = true;
  }
});

test("every reply has a policy, a request id and its timing", async () => {
  const { headers } = await api.fetch("/api/v1/benchmarks", { headers: { "x-request-id": "mine-1" } });
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-request-id")).toBe("mine-1");
  expect(headers.get("cache-control")).toBe("private, no-cache");
  expect(headers.get("server-timing")).toContain("total");
  const docs = await api.fetch("/api/docs");
  expect(docs.headers.get("content-security-policy")).toContain("script-src 'self'");
});

test("the document describes every route that the client calls", async () => {
  const document = (await (await api.fetch("/api/v1/openapi.json")).json()) as {
    paths: Record<string, Record<string, { summary?: string; responses?: object }>>;
  };
  const called: string[] = [];
  const recording = createClient({
    baseUrl: ORIGIN,
    fetch: async (request) => {
      called.push(`${request.method.toLowerCase()} ${new URL(request.url).pathname}`);
      return Response.json({}, { status: 500 });
    },
  });
  const argument = { body: "x", length: 1, fence: 1 };
  for (const method of Object.values(recording) as ((...values: unknown[]) => Promise<unknown>)[]) {
    await method("ID", method.length > 2 ? "ID" : argument, method.length > 3 ? 7 : argument, argument).catch(
      () => {},
    );
  }
  const known = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => new RegExp(`^${method} ${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`)),
  );
  expect(called.length).toBe(Object.keys(recording).length);
  expect(called.filter((call) => !known.some((pattern) => pattern.test(call)))).toEqual([]);
  for (const methods of Object.values(document.paths)) {
    for (const { summary, responses } of Object.values(methods)) {
      expect(summary).toBeTruthy();
      expect(responses).toHaveProperty("default");
    }
  }
});

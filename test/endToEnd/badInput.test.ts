/** What people really send: each gives a named error or a counted line; nothing is lost, nothing crashes. */
import { type ApiError, createClient } from "@plumbline/client";
import type { ProblemCode } from "@plumbline/contract";
import { LIMITS } from "@plumbline/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBenchmark, submit, sums, toJsonl, waitUntilFinished } from "../setup/submitting.ts";
import { startTestStack, type TestStack } from "../setup/testStack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
  await createBenchmark(stack.client, "sums", sums(10));
});
afterAll(() => stack.stop());

const good = { problem_id: "sum-3", response: "A: 7" };

async function refusal(
  action: Promise<unknown>,
): Promise<{ status: number; code: ProblemCode; detail: string }> {
  const error = (await action.then(
    () => {
      throw new Error("It was accepted.");
    },
    (reason: unknown) => reason,
  )) as ApiError;
  return { status: error.status, code: error.problem.code, detail: error.problem.detail };
}

test.each<[string, BlobPart, ProblemCode]>([
  ["an empty file", "", "upload_empty"],
  ["nothing but blank lines", "\n\n  \n", "upload_empty"],
  [
    "a PNG picture",
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13),
    "upload_unreadable",
  ],
  [
    "random bytes",
    Uint8Array.from({ length: 4096 }, (_, index) => (index * 197 + 13) % 256),
    "upload_unreadable",
  ],
  ["a zip archive", Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0), "upload_unreadable"],
  ["UTF-16 text", new Uint8Array(Buffer.from(`\uFEFF${toJsonl([good])}`, "utf16le")), "upload_unreadable"],
])("%s is refused by name", async (_, content, code) => {
  const run = await stack.client.createRun({ benchmark: "sums", model: { name: "bad file" } });
  const body = new Blob([content]);
  const { code: got, detail } = await refusal(stack.client.upload(run.id, { body, length: body.size }));
  expect(got).toBe(code);
  expect(detail.length).toBeGreaterThan(20);
});

test("each bad line is counted with its number and reason, and the good lines stand", async () => {
  const invalidUtf8 = new Blob([
    '{"problem_id":"sum-1","response":"',
    Uint8Array.of(0xff, 0xfe, 0xfd),
    '"}\n',
  ]);
  const content = new Blob([
    toJsonl([good]), // 1
    '{"problem_id": "sum-4", "response": "A: 9\n', // 2 truncated
    '"just a string"\n', // 3
    toJsonl([{ problem_id: "sum-5" }]), // 4 no response
    toJsonl([{ problem_id: "nobody", response: "A: 1" }]), // 5
    toJsonl([{ ...good, sample_index: 0 }]), // 6 duplicate of line 1
    invalidUtf8, // 7
    toJsonl([{ problem_id: "sum-6", response: "A: 13" }]), // 8
    '{"problem_id": "sum-7", "response"', // 9 truncated at the end of the file
  ]);
  const { run } = await submit(stack.client, { benchmark: "sums", model: { name: "bad lines" } }, content);
  const finished = await waitUntilFinished(stack.client, run.id);
  expect(finished).toMatchObject({ state: "complete_with_errors", invalidLines: 7, counts: { correct: 2 } });
  const lines = await stack.client.listInvalidLines(run.id);
  expect(lines.items.map(({ line, code }) => [line, code])).toEqual([
    [2, "not_json"],
    [3, "not_a_row"],
    [4, "not_a_row"],
    [5, "unknown_problem"],
    [6, "duplicate_sample"],
    [7, "not_utf8"],
    [9, "not_json"],
  ]);
  expect(lines.items.every(({ reason }) => reason.length > 10)).toBe(true);
});

test("a line of 20 MB is reported and the lines around it are graded", async () => {
  const content = new Blob([
    toJsonl([good]),
    `{"problem_id":"sum-4","response":"${"x".repeat(20 * 2 ** 20)}"}\n`,
    toJsonl([{ problem_id: "sum-5", response: "A: 11" }]),
  ]);
  expect(content.size).toBeGreaterThan(LIMITS.lineBytes);
  const { run } = await submit(stack.client, { benchmark: "sums", model: { name: "long line" } }, content);
  const finished = await waitUntilFinished(stack.client, run.id);
  expect(finished).toMatchObject({ state: "complete_with_errors", invalidLines: 1, counts: { correct: 2 } });
  expect((await stack.client.listInvalidLines(run.id)).items).toMatchObject([
    { line: 2, code: "line_too_long" },
  ]);
});

test("a file in which no line is a sample ends with errors counted, not as a silent zero", async () => {
  const { run } = await submit(
    stack.client,
    { benchmark: "sums", model: { name: "no samples" } },
    toJsonl([
      { problem_id: "zzz", response: "A: 1" },
      { problem_id: "yyy", response: "A: 1" },
    ]),
  );
  const finished = await waitUntilFinished(stack.client, run.id);
  expect(finished.state).not.toBe("complete");
  expect(finished.invalidLines).toBe(2);
  expect((await stack.client.results(run.id)).score).toBeNull();
});

test.each<[string, () => Promise<unknown>, number, ProblemCode]>([
  [
    "an unknown benchmark",
    () => stack.client.createRun({ benchmark: "no-such", model: { name: "m" } }),
    404,
    "not_found",
  ],
  ["an unknown run", () => stack.client.run("0000"), 404, "not_found"],
  ["an unknown sample", () => stack.client.sample("0000"), 404, "not_found"],
  [
    "no token",
    () => createClient({ baseUrl: stack.url }).createRun({ benchmark: "sums", model: { name: "m" } }),
    401,
    "token_missing",
  ],
  [
    "a foreign token",
    () =>
      createClient({ baseUrl: stack.url, token: `plumb_${"A".repeat(43)}` }).createRun({
        benchmark: "sums",
        model: { name: "m" },
      }),
    401,
    "token_unknown",
  ],
  [
    "a token without the scope",
    () =>
      createClient({ baseUrl: stack.url, token: stack.credentials.runnerToken }).createRun({
        benchmark: "sums",
        model: { name: "m" },
      }),
    403,
    "scope_missing",
  ],
  [
    "an impossible model",
    () => stack.client.createRun({ benchmark: "sums", model: { name: "" } }),
    400,
    "invalid_request",
  ],
  ["somebody else's cursor", () => stack.client.listRuns({ cursor: "%%%" }), 400, "invalid_request"],
])("%s is refused by name", async (_, action, status, code) => {
  expect(await refusal(action())).toMatchObject({ status, code });
});

test("an expired and a revoked token are told apart", async () => {
  const expired = await stack.client.createToken({ label: "short", scopes: ["submit"], expiresInDays: 1e-9 });
  const revoked = await stack.client.createToken({ label: "gone", scopes: ["submit"] });
  await stack.client.revokeToken(revoked.id);
  const attempt = (token: string) =>
    refusal(
      createClient({ baseUrl: stack.url, token }).createRun({ benchmark: "sums", model: { name: "m" } }),
    );
  expect(await attempt(expired.secret)).toMatchObject({ status: 401, code: "token_expired" });
  expect(await attempt(revoked.secret)).toMatchObject({ status: 401, code: "token_revoked" });
});

test("another account can neither see nor change nor delete a private run", async () => {
  const { secret } = await stack.client.createToken({
    label: "other",
    account: "other",
    scopes: ["submit", "read"],
  });
  const other = createClient({ baseUrl: stack.url, token: secret });
  const { run } = await submit(
    stack.client,
    { benchmark: "sums", model: { name: "mine" }, visibility: "private" },
    toJsonl([good]),
  );
  for (const action of [
    () => other.run(run.id),
    () => other.changeRun(run.id, { visibility: "public" }),
    () => other.deleteRun(run.id),
    () => other.results(run.id),
    () => other.listSamples(run.id),
  ]) {
    expect((await refusal(action())).status).toBe(404);
  }
});

test("the quota of a day is enforced and handed back where the upload was refused", async () => {
  const { secret } = await stack.client.createToken({
    label: "two a day",
    account: "bounded",
    scopes: ["submit"],
    dailySubmissions: 2,
  });
  const bounded = createClient({ baseUrl: stack.url, token: secret });
  const one = await submit(bounded, { benchmark: "sums", model: { name: "q1" } }, toJsonl([good]));
  expect(one.replayed).toBe(false);
  const replay = await submit(bounded, { benchmark: "sums", model: { name: "q1" } }, toJsonl([good]));
  expect(replay.replayed).toBe(true);
  await submit(bounded, { benchmark: "sums", model: { name: "q2" } }, toJsonl([good]));
  expect(
    await refusal(submit(bounded, { benchmark: "sums", model: { name: "q3" } }, toJsonl([good]))),
  ).toMatchObject({
    status: 429,
    code: "quota_exhausted",
  });
});

test("one pair is checked without a token, and a gold that cannot be read is no fault of the answer", async () => {
  const visitor = createClient({ baseUrl: stack.url });
  expect(await visitor.check({ gold: "\\frac{1}{2}", pred: "Hence \\boxed{0.5}." })).toMatchObject({
    outcome: "correct",
    relation: "equal",
    extracted: { text: "0.5", rule: "boxed" },
  });
  expect(await visitor.check({ gold: "", pred: "7" })).toMatchObject({
    outcome: "gold_invalid",
    relation: null,
  });
  expect(await refusal(visitor.check({ gold: "1", pred: "1", policy: "lenient" as never }))).toMatchObject({
    status: 400,
    code: "invalid_request",
  });
});

test("an unknown route, a wrong method and a body that is no JSON are problem+json with a request id", async () => {
  const replies = await Promise.all([
    fetch(`${stack.url}/api/v1/nothing`),
    fetch(`${stack.url}/api/v1/health`, { method: "DELETE" }),
    fetch(`${stack.url}/api/v1/runs`, {
      method: "POST",
      body: "{",
      headers: { "content-type": "application/json", authorization: `Bearer ${stack.credentials.token}` },
    }),
  ]);
  expect(replies.map(({ status }) => status)).toEqual([404, 405, 400]);
  for (const reply of replies) {
    expect(reply.headers.get("content-type")).toContain("application/problem+json");
    expect((await reply.json()) as object).toMatchObject({
      type: expect.stringMatching(/^urn:plumbline:problem:/u),
      instance: expect.any(String),
    });
  }
});

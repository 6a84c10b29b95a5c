import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runPlumb } from "../testing/runPlumb.ts";

const homeFolder = mkdtempSync(join(tmpdir(), "plumb-test-"));
afterAll(() => rmSync(homeFolder, { recursive: true }));
const made = {
  id: "t1",
  accountId: "a1",
  label: "x",
  prefix: "plumb_ab",
  scopes: ["read"],
  dailySubmissions: null,
  createdAt: 0,
  expiresAt: null,
  revokedAt: null,
  account: "me",
  secret: "plumb_abcdef",
};

/** Answers every request with the token and remembers what it was asked. */
function fakeServer() {
  const asked: { path: string; secret: string | null; body: unknown }[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname;
    asked.push({ path, secret: request.headers.get("x-bootstrap-secret"), body: await request.json() });
    return Response.json(made, { status: 201 });
  };
  return { asked, fetch };
}

describe("plumb token", () => {
  test("create prints the secret alone on standard output, so that scripts can catch it", async () => {
    const { asked, fetch } = fakeServer();
    const { exit, output, notes } = await runPlumb(
      ["token", "create", "--label", "x", "--scopes", "read, submit", "--expires-in-days", "7"],
      { env: { PLUMBLINE_TOKEN: "plumb_admin" }, fetch },
    );
    expect({ exit, output }).toEqual({ exit: 0, output: "plumb_abcdef\n" });
    expect(notes).toContain("shown only now");
    expect(asked).toMatchObject([{ body: { label: "x", scopes: ["read", "submit"], expiresInDays: 7 } }]);
  });

  test.each([
    ["from a variable", { env: { BOOTSTRAP_SECRET: "s3cret" } }],
    ["typed by a person", { inputIsTerminal: true, askSecret: async () => "s3cret" }],
  ])(
    "bootstrap takes the server's secret %s and --save keeps the token for its owner only",
    async (_, given) => {
      const { asked, fetch } = fakeServer();
      const args = ["token", "bootstrap", "--server", "http://new", "--save", "--json"];
      const { exit, output } = await runPlumb(args, { ...given, homeFolder, fetch });
      expect({ exit, id: JSON.parse(output).id }).toEqual({ exit: 0, id: "t1" });
      expect(asked).toMatchObject([{ path: "/api/v1/tokens/bootstrap", secret: "s3cret" }]);
      const file = join(homeFolder, ".config", "plumbline", "credentials.json");
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ url: "http://new", token: "plumb_abcdef" });
      expect(statSync(file).mode & 0o077).toBe(0);
    },
  );

  test("bootstrap without a secret says where it comes from, and asks no server", async () => {
    const { asked, fetch } = fakeServer();
    const { exit, notes } = await runPlumb(["token", "bootstrap"], { fetch, stdin: "" });
    expect({ exit, asked }).toEqual({ exit: 2, asked: [] });
    expect(notes).toMatch(/^secret_missing.*\n.*BOOTSTRAP_SECRET/);
    expect(existsSync("/nowhere")).toBe(false);
  });
});

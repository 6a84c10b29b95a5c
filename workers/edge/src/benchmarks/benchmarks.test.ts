import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeHasher } from "../cloudflare/nodeHasher.ts";
import { startApi, type TestApi } from "../testing/startApi.ts";
import { canonicalJson } from "./canonicalJson.ts";
import { hashVersion } from "./hashVersion.ts";

describe("identity", () => {
  test("canonical JSON says the same value, with keys in one order", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[{"d":1}]}');
  });

  test("the order of problems does not change a version's hash, their contents and the plan do", () => {
    const plan = { graders: ["checker" as const], policy: "default" as const };
    const one = { key: "1", statementHash: "s1", specHash: "g1" };
    const two = { key: "2", statementHash: "s2", specHash: "g2" };
    const hash = hashVersion(nodeHasher, plan, [one, two]);
    expect(hashVersion(nodeHasher, plan, [two, one])).toBe(hash);
    expect(hashVersion(nodeHasher, plan, [one, { ...two, specHash: "g3" }])).not.toBe(hash);
    expect(hashVersion(nodeHasher, { ...plan, policy: "exact" }, [one, two])).not.toBe(hash);
  });
});

describe("versions", () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());
  const problem = (key: string, gold = "1") => ({ key, statement: `Question ${key}`, spec: { gold } });

  test("the same problems again are the same version, other problems the next one", async () => {
    const lab = await api.as("lab", "submit");
    const create = (gold: string) =>
      lab.createBenchmark({ slug: "versions", name: "V", problems: [problem("a"), problem("b", gold)] });
    expect((await create("2")).version.version).toBe(1);
    expect((await create("2")).version.version).toBe(1);
    expect((await create("3")).version.version).toBe(2);
  });

  test("of two accounts that create one benchmark at once, one has it and the other adds nothing to it", async () => {
    const create = async (account: string) =>
      (await api.as(account, "submit")).createBenchmark({
        slug: "contended",
        name: account,
        problems: [problem("a", account)],
      });
    const tries = await Promise.allSettled(["one", "two"].map(create));
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await (await api.as("reader", "read")).benchmark("contended")).version.version).toBe(1);
  });

  test("a long benchmark is drafted, extended and sealed; until then only its owner sees it", async () => {
    const lab = await api.as("lab", "submit");
    const stranger = await api.as("stranger", "submit");
    await lab.createBenchmark({ slug: "draft", name: "D", problems: [problem("a")], seal: false });
    await expect(stranger.benchmark("draft")).rejects.toMatchObject({ status: 404 });
    await expect(lab.createRun({ benchmark: "draft", model: { name: "m" } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(stranger.addProblems("draft", { problems: [] })).rejects.toMatchObject({ status: 403 });
    await lab.addProblems("draft", { problems: [problem("a"), problem("b")], seal: true });
    expect((await stranger.benchmark("draft")).version).toMatchObject({ problemCount: 2, state: "sealed" });
    await expect(lab.addProblems("draft", { problems: [] })).rejects.toMatchObject({ status: 409 });
  });

  test.each([
    ["two problems with one key", { slug: "twice", problems: [problem("a"), problem("a")] }, 400],
    ["no problem at all", { slug: "nothing", problems: [] }, 409],
    ["a name with capitals", { slug: "Capitals", problems: [problem("a")] }, 400],
  ])("%s is refused", async (_, benchmark, status) => {
    const lab = await api.as("lab", "submit");
    await expect(lab.createBenchmark({ name: "x", ...benchmark })).rejects.toMatchObject({ status });
  });

  test("a name belongs to the account that took it, and hidden never becomes public", async () => {
    const lab = await api.as("lab", "submit");
    const stranger = await api.as("stranger", "submit");
    const benchmark = { slug: "taken", name: "T", visibility: "hidden" as const, problems: [problem("a")] };
    await lab.createBenchmark(benchmark);
    await expect(stranger.createBenchmark(benchmark)).rejects.toMatchObject({ status: 409 });
    await expect(lab.createBenchmark({ ...benchmark, visibility: "public" })).rejects.toMatchObject({
      status: 409,
    });
  });
});

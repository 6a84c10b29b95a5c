import { describe, expect, test } from "vitest";
import { type Machine, readConfig } from "./readConfig.ts";
import { OPTIONS, USAGE } from "./usage.ts";

const machine: Machine = {
  hostname: "box",
  embeddedModel: { name: "nano", folder: "/product/models/nano" },
  isFolder: (path) => path.startsWith("/models/"),
};
const env = { PLUMBLINE_TOKEN: "t" };
const read = (args: readonly string[], given: Record<string, string> = env, on = machine) =>
  readConfig(args, given, on);

describe("a runner's configuration", () => {
  test("comes from flags, else from variables, else from the machine", () => {
    const given = { PLUMBLINE_URL: "http://a:1", PLUMBLINE_TOKEN: "t", LOG_LEVEL: "debug" };
    expect(read([], given)).toEqual({
      url: "http://a:1",
      token: "t",
      name: "box",
      logLevel: "debug",
      models: [{ name: "nano", folder: "/product/models/nano" }],
      provider: "auto",
      threads: undefined,
      remote: undefined,
      concurrency: 1,
      metrics: undefined,
    });
    expect(read(["--url", "http://b:2", "--name=gpu-7"], given)).toMatchObject({
      url: "http://b:2",
      name: "gpu-7",
    });
  });

  test.each([
    [
      "a folder, named after itself",
      ["--model", "/models/small"],
      [{ name: "small", folder: "/models/small" }],
    ],
    [
      "several, named",
      ["--model", "a=/models/x", "--model", "b=/models/y"],
      [
        { name: "a", folder: "/models/x" },
        { name: "b", folder: "/models/y" },
      ],
    ],
    ["none, although one is embedded", ["--model", "none"], []],
  ])("models are %s", (_, args, models) => {
    expect(read(args)).toMatchObject({ models });
  });

  test("where no model is embedded there is none, and nothing is wrong", () => {
    expect(read([], env, { ...machine, embeddedModel: null })).toMatchObject({ models: [] });
  });

  test("models come from variables, separated by commas; a flag outweighs them", () => {
    const given = { ...env, RUNNER_MODELS: "a=/models/x,/models/y" };
    expect(read([], given)).toMatchObject({ models: [{ name: "a" }, { name: "y" }] });
    expect(read(["--model", "none"], given)).toMatchObject({ models: [] });
  });

  test("a server's models have its key's variable, prices and a budget; never the key", () => {
    const args = "--openai http://gpu:8000 --openai-model big --openai-model small --openai-key-env KEY";
    const config = read([...args.split(" "), "--price-in", "0.1", "--price-out", "0.4", "--budget=5"], {
      ...env,
      KEY: "sk-secret",
    });
    expect(config).toMatchObject({
      remote: {
        url: "http://gpu:8000",
        names: ["big", "small"],
        keyVariable: "KEY",
        concurrency: 32,
        prices: { input: 0.1, output: 0.4 },
        budget: 5,
      },
    });
    expect(JSON.stringify(config)).not.toContain("sk-secret");
  });

  test("metrics are on loopback unless another address is named", () => {
    expect(read(["--metrics-port", "9464"])).toMatchObject({ metrics: { host: "127.0.0.1", port: 9464 } });
    expect(read(["--metrics-port", "0", "--metrics-host", "0.0.0.0"])).toMatchObject({
      metrics: { host: "0.0.0.0", port: 0 },
    });
  });

  test.each<[string, readonly string[], Record<string, string>, RegExp]>([
    ["no token", [], {}, /PLUMBLINE_TOKEN is missing/],
    ["an empty token", [], { PLUMBLINE_TOKEN: "" }, /PLUMBLINE_TOKEN is missing/],
    ["no address", [], { ...env, PLUMBLINE_URL: "localhost" }, /no server address/],
    ["a level nobody knows", ["--log-level", "loud"], env, /no log level/],
    ["a flag nobody knows", ["--tokn", "t"], {}, /--tokn/],
    ["a folder that is not there", ["--model", "/nowhere/x"], env, /no folder \/nowhere\/x/],
    ["a model without a name", ["--model", "=/models/x"], env, /NAME=FOLDER/],
    [
      "two models of one name",
      ["--model", "/models/a/m", "--model", "/models/b/m"],
      env,
      /Two models are called m/,
    ],
    ["a provider nobody knows", ["--provider", "tpu"], env, /auto, cpu, cuda, webgpu/],
    ["half a thread", ["--threads", "0.5"], env, /--threads 0.5: it must be a whole number/],
    ["no leases at all", ["--concurrency", "0"], env, /--concurrency 0/],
    ["a server without models", ["--openai", "http://x:1"], env, /--openai-model NAME/],
    ["models without a server", ["--openai-model", "m"], env, /needs --openai URL/],
    ["a server's address", ["--openai", "x", "--openai-model", "m"], env, /no server address/],
    [
      "a key's variable that is empty",
      ["--openai", "http://x:1", "--openai-model", "m", "--openai-key-env", "KEY"],
      env,
      /KEY: there is no such variable/,
    ],
    ["a budget for models of one's own", ["--budget", "5"], env, /behind --openai/],
    [
      "a budget without prices",
      ["--openai", "http://x:1", "--openai-model", "m", "--budget", "5"],
      env,
      /without a price no budget can be kept/,
    ],
    [
      "one price of two",
      ["--openai", "http://x:1", "--openai-model", "m", "--price-in", "5"],
      env,
      /come together/,
    ],
    ["a port beyond all ports", ["--metrics-port", "70000"], env, /a port, 0 to 65,535/],
  ])("%s is named", (_, args, given, wrong) => {
    expect(read(args, given)).toEqual({ wrong: expect.stringMatching(wrong) });
  });

  test("--help tells every flag that there is", () => {
    expect(read(["--help"], {})).toBe("help");
    expect(Object.keys(OPTIONS).filter((flag) => flag !== "help" && !USAGE.includes(`--${flag} `))).toEqual(
      [],
    );
  });
});

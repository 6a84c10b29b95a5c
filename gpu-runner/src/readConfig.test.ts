import { describe, expect, test } from "vitest";
import { readConfig } from "./readConfig.ts";

describe("a runner's configuration", () => {
  test("comes from flags, else from variables, else from the machine", () => {
    const env = { PLUMBLINE_URL: "http://a:1", PLUMBLINE_TOKEN: "t", LOG_LEVEL: "debug" };
    expect(readConfig([], env, "box")).toEqual({
      url: "http://a:1",
      token: "t",
      name: "box",
      logLevel: "debug",
    });
    expect(readConfig(["--url", "http://b:2", "--name=gpu-7"], env, "box")).toMatchObject({
      url: "http://b:2",
      name: "gpu-7",
    });
  });

  test.each([
    ["no token", [], {}, /PLUMBLINE_TOKEN is missing/],
    ["an empty token", [], { PLUMBLINE_TOKEN: "" }, /PLUMBLINE_TOKEN is missing/],
    ["no address", [], { PLUMBLINE_TOKEN: "t", PLUMBLINE_URL: "localhost" }, /no server address/],
    ["a level nobody knows", ["--log-level", "loud"], { PLUMBLINE_TOKEN: "t" }, /no log level/],
    ["a flag nobody knows", ["--tokn", "t"], {}, /--tokn/],
  ])("%s is named", (_, args, env, wrong) => {
    expect(readConfig(args, env, "box")).toEqual({ wrong: expect.stringMatching(wrong) });
  });

  test("--help helps", () => {
    expect(readConfig(["--help"], {}, "box")).toBe("help");
  });
});

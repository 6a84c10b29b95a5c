import { describe, expect, test } from "vitest";
import { readServeConfig } from "./readServeConfig.ts";

describe("the model server's configuration", () => {
  test("is the embedded model on loopback where nothing is said", () => {
    expect(readServeConfig([], {})).toEqual({
      model: null,
      name: null,
      host: "127.0.0.1",
      port: 8790,
      provider: "auto",
      threads: null,
      apiKey: null,
      logLevel: "info",
    });
  });

  test("comes from flags, else from variables", () => {
    const env = { MODEL_FOLDER: "/a", PORT: "1", LOG_LEVEL: "warn", SERVE_KEY: "secret" };
    const flags = [
      "--model=/b",
      "--name",
      "b",
      "--threads",
      "2",
      "--provider=cpu",
      "--api-key-env=SERVE_KEY",
    ];
    expect(readServeConfig(flags, env)).toMatchObject({
      model: "/b",
      name: "b",
      port: 1,
      threads: 2,
      provider: "cpu",
      apiKey: "secret",
      logLevel: "warn",
    });
  });

  test.each([
    ["a port that is none", ["--port", "70000"], /--port/],
    ["half a thread", ["--threads", "0.5"], /--threads/],
    ["a provider nobody has", ["--provider", "tpu"], /auto, cpu, cuda, webgpu/],
    ["a level nobody knows", ["--log-level", "loud"], /no log level/],
    ["a key that is not set", ["--api-key-env", "SERVE_KEY"], /SERVE_KEY/],
    ["a flag nobody knows", ["--prot", "1"], /--prot/],
  ])("%s is named", (_, args, wrong) => {
    expect(readServeConfig(args, {})).toEqual({ wrong: expect.stringMatching(wrong) });
  });

  test("--help helps", () => {
    expect(readServeConfig(["-h"], {})).toBe("help");
  });
});

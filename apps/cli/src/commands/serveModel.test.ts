import { describe, expect, test } from "vitest";
import { runPlumb } from "../testing/runPlumb.ts";
import { toFlags } from "./serveModel.ts";

describe("plumb serve-model", () => {
  test("passes on what was said, and only that", () => {
    expect(toFlags({})).toEqual([]);
    expect(toFlags({ model: "a folder", port: "0", apiKeyEnv: "KEY" })).toEqual([
      "--model=a folder",
      "--port=0",
      "--api-key-env=KEY",
    ]);
  });

  test.each([
    [["--port", "many"], "whole number"],
    [["--provider", "tpu"], "auto, cpu, cuda, webgpu"],
    [["--prot", "1"], "--prot"],
  ])("%j is a mistake in the command line", async (args, words) => {
    const { exit, notes } = await runPlumb(["serve-model", ...args]);
    expect(exit).toBe(2);
    expect(notes).toContain(words);
  });

  test("shows its flags and an example", async () => {
    const { exit, output } = await runPlumb(["serve-model", "--help"]);
    expect(exit).toBe(0);
    expect(output).toContain("--api-key-env");
    expect(output).toContain("/v1/chat/completions");
  });
});

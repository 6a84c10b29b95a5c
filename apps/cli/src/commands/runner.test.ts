import { parseArgs } from "node:util";
import { describe, expect, test } from "vitest";
import { runPlumb } from "../testing/runPlumb.ts";
import { toRunnerFlags } from "./runner.ts";

describe("plumb runner", () => {
  test("passes on what was said, each value of a repeated flag, and no token", () => {
    expect(toRunnerFlags({})).toEqual([]);
    const args = toRunnerFlags({
      name: "gpu 7",
      model: ["nano=a folder", "b"],
      openaiModel: ["x", "y"],
      openaiKeyEnv: "KEY",
      priceIn: "0.1",
    });
    expect(args).toEqual([
      "--name=gpu 7",
      "--model=nano=a folder",
      "--model=b",
      "--openai-model=x",
      "--openai-model=y",
      "--openai-key-env=KEY",
      "--price-in=0.1",
    ]);
    const text = { type: "string" } as const;
    const { values } = parseArgs({
      args,
      options: {
        name: text,
        model: { ...text, multiple: true },
        "openai-model": { ...text, multiple: true },
        "openai-key-env": text,
        "price-in": text,
      },
    });
    expect(values).toMatchObject({ model: ["nano=a folder", "b"] });
  });

  test("without a token it says how to make one", async () => {
    const { exit, notes } = await runPlumb(["runner", "--server", "http://server"]);
    expect(exit).toBe(2);
    expect(notes).toContain("plumb token create --label runner --scopes runner");
  });

  test.each([
    [["--provider", "tpu"], "auto, cpu, cuda, webgpu"],
    [["--modle", "x"], "--modle"],
  ])("%j is a mistake in the command line", async (args, words) => {
    const { exit, notes } = await runPlumb(["runner", ...args]);
    expect(exit).toBe(2);
    expect(notes).toContain(words);
  });

  test("shows its flags in groups, and an example", async () => {
    const { output } = await runPlumb(["runner", "--help"]);
    expect(output).toMatch(
      /Models on this machine:[\s\S]*--provider[\s\S]*server:[\s\S]*--budget[\s\S]*Watching:/u,
    );
    expect(output).toContain("plumb runner --openai");
  });
});

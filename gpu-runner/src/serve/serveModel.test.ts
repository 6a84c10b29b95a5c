/** The program as people start it, over a real model: the converter's small random decoder. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { drawSchema } from "@plumbline/contract";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine, GenerationRequest } from "../engines/engine.ts";
import { createOnnxEngine } from "../engines/onnx/createOnnxEngine.ts";
import { createOpenaiEngine } from "../engines/openai/createOpenaiEngine.ts";
import { makeModelFolder, type TestFolder } from "../testing/modelFolder.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/plumbline-serve-model.mjs", import.meta.url));
const START_MS = 60_000;

let folder: TestFolder;
let child: ChildProcess;
let url: string;
let client: OpenAI;

function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [PROGRAM, "--port=0", "--provider=cpu", "--threads=1", ...args], {
    env: { ...process.env, SERVE_KEY: "right" },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The first line of its log with that message. */
async function line(program: ChildProcess, message: string): Promise<Record<string, unknown>> {
  if (program.stdout === null) throw new Error("no output");
  for await (const text of createInterface({ input: program.stdout })) {
    const fields = JSON.parse(text) as Record<string, unknown>;
    if (fields["msg"] === message || fields["level"] === 60) return fields;
  }
  throw new Error(`it ended without "${message}"`);
}

beforeAll(async () => {
  folder = await makeModelFolder();
  child = start("--model", folder.path, "--name=tiny", "--api-key-env=SERVE_KEY");
  url = String((await line(child, "model server ready"))["url"]);
  client = new OpenAI({ baseURL: url, apiKey: "right", maxRetries: 0 });
}, START_MS);
afterAll(async () => {
  child.kill();
  if (child.exitCode === null) await once(child, "exit");
  await folder.dispose();
});

const say = (content: string) => ({ model: "tiny", messages: [{ role: "user" as const, content }] });

describe(
  "the model server, started as a program",
  () => {
    test("gives the same text for the same seed, streamed or whole, alone or among others", async () => {
      const body = { ...say("1+2"), seed: 5, max_tokens: 20, logprobs: true };
      const whole = await client.chat.completions.create({ ...body, n: 3 });
      const alone = await client.chat.completions.stream({ ...body, stream: true }).finalChatCompletion();
      expect(alone.choices[0]?.message.content).toBe(whole.choices[0]?.message.content);
      expect(new Set(whole.choices.map(({ message }) => message.content)).size).toBeGreaterThan(1);
      const { content } = whole.choices[0]?.logprobs ?? {};
      expect(content?.map(({ token }) => token).join("")).toContain(whole.choices[0]?.message.content ?? "-");
      expect(content?.every(({ logprob }) => logprob < 0 && logprob > -50)).toBe(true);
      expect(whole.usage?.total_tokens).toBe(
        (whole.usage?.prompt_tokens ?? 0) + (whole.usage?.completion_tokens ?? 0),
      );
    });

    test("continues a prefill", async () => {
      const messages = [...say("1+2").messages, { role: "assistant" as const, content: "1+2=" }];
      const extra = { continue_final_message: true, add_generation_prompt: false };
      const prefilled = await client.chat.completions.create({
        model: "tiny",
        messages,
        seed: 5,
        max_tokens: 8,
        ...extra,
      });
      const plain = await client.chat.completions.create({ ...say("1+2"), seed: 5, max_tokens: 8 });
      expect(prefilled.usage?.prompt_tokens).toBe((plain.usage?.prompt_tokens ?? 0) + 4);
      expect(prefilled.choices[0]?.message.content?.startsWith("1+2=")).toBe(false);
    });

    test.each<[string, object, number, string]>([
      ["a prompt longer than the context", say("1".repeat(400)), 413, "context_length_exceeded"],
      [
        "messages that the template does not take",
        { messages: [{ role: "system", content: "x" }] },
        400,
        "refused",
      ],
      ["another model", { model: "gpt-9" }, 404, "model_not_found"],
      ["a dial it has not", { min_p: 0.1 }, 400, "unknown_parameter"],
    ])("refuses %s", async (_, more, status, code) => {
      await expect(client.chat.completions.create({ ...say("1"), ...more } as never)).rejects.toMatchObject({
        status,
        code,
      });
    });

    test("serves a runner's openai engine as the model itself would", async () => {
      const log = { info() {}, warn() {}, error() {} };
      const sleep = async () => {};
      const world = { fetch, env: { KEY: "right" }, log, sleep, now: () => 0, wallClock: Date.now };
      const remote: Engine = await createOpenaiEngine({ url, model: "tiny", keyVariable: "KEY" }, world);
      const local = await createOnnxEngine({
        folder: folder.path,
        name: "tiny",
        provider: "cpu",
        threads: 1,
        log,
      });
      const signal = new AbortController().signal;
      const ask = (content: string, seed: number, draw: object): GenerationRequest => ({
        messages: [{ role: "user", content }],
        draw: drawSchema.parse({ maxTokens: 24, ...draw }),
        seed,
      });
      const requests = [
        ask("1+2", 1, {}),
        ask("3*4", 2, { temperature: 0.7, topK: 9, topP: 0.9 }),
        ask("12-5", 3, { temperature: 0 }),
        ask("7", 4, { stop: ["1", "ab"] }),
      ];
      try {
        const [there, here] = await Promise.all(
          [remote, local].map((engine) => engine.generate(requests, { signal, withTokens: true })),
        );
        const told = (all: typeof there) =>
          all?.map(({ text, finish, tokensIn, tokensOut }) => ({ text, finish, tokensIn, tokensOut }));
        expect(told(there)).toEqual(told(here));
        for (const [index, one] of (there ?? []).entries())
          expect(one.logProbability).toBeCloseTo(here?.[index]?.logProbability ?? 0, 3);
        expect(remote.facts).toMatchObject({ revision: local.facts.revision, contextLength: 256 });
      } finally {
        await Promise.all([remote.close(), local.close()]);
      }
    });

    test("ends when it is told to", async () => {
      child.kill("SIGTERM");
      expect(await once(child, "exit")).toEqual([0, null]);
    });

    test("says what is wrong with a folder and how to mend it", async () => {
      await folder.remove("tokenizer.json");
      const program = start("--model", folder.path);
      const ended = once(program, "exit");
      expect(await line(program, "model server ready")).toMatchObject({
        kind: "model_file_missing",
        msg: expect.stringContaining("tokenizer.json"),
        fix: expect.any(String),
      });
      expect(await ended).toEqual([3, null]);
    });
  },
  START_MS,
);

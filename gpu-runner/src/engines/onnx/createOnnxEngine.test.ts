/** The engine over real graphs in a real process: the converter's small random decoder, 48 tokens. */
import type { Draw } from "@plumbline/contract";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { makeModelFolder, type TestFolder } from "../../testing/modelFolder.ts";
import { type Engine, EngineError, type Generation, type GenerationRequest } from "../engine.ts";
import { createOnnxEngine, type OnnxEngineOptions } from "./createOnnxEngine.ts";

const whole: Draw = { temperature: 1, topK: 0, topP: 1, maxTokens: 40, stop: [] };
const forever = new AbortController().signal;

// Each test starts a process or two; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

let folder: TestFolder;
const engines: Engine[] = [];
const lines: { level: string; fields: Record<string, unknown>; message: string }[] = [];
const log = {
  info: (fields: object, message: string) =>
    void lines.push({ level: "info", fields: { ...fields }, message }),
  warn: (fields: object, message: string) =>
    void lines.push({ level: "warn", fields: { ...fields }, message }),
  error: (fields: object, message: string) =>
    void lines.push({ level: "error", fields: { ...fields }, message }),
};

beforeAll(async () => {
  folder = await makeModelFolder();
});
afterEach(async () => {
  lines.length = 0;
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});
afterAll(() => folder.dispose());

async function open(options: Partial<OnnxEngineOptions> = {}): Promise<Engine> {
  const engine = await createOnnxEngine({
    folder: folder.path,
    provider: "cpu",
    threads: 1,
    log,
    ...options,
  });
  engines.push(engine);
  return engine;
}

function ask(
  seed: number,
  draw: Partial<Draw> = {},
  content = `${seed % 7}+${seed % 5}*12`,
): GenerationRequest {
  return { messages: [{ role: "user", content }], draw: { ...whole, ...draw }, seed };
}

function many(count: number, draw: Partial<Draw> = {}): GenerationRequest[] {
  return Array.from({ length: count }, (_, index) => ask(index, draw, "1+2*3-4".slice(0, 1 + (index % 7))));
}

const seen = (generations: readonly Generation[]) =>
  generations.map(({ text, tokensIn, tokensOut, finish, logProbability }) => ({
    text,
    tokensIn,
    tokensOut,
    finish,
    logProbability,
  }));
const texts = (generations: readonly Generation[]) => generations.map(({ text }) => text);

async function failure(work: Promise<unknown>): Promise<EngineError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EngineError)) throw new Error(`no EngineError: ${String(error)}`);
  return error;
}

describe("generating", () => {
  it("tells what runs", async () => {
    const engine = await open({ name: "tiny" });
    expect(engine.facts).toMatchObject({ name: "tiny", engine: "onnx", provider: "cpu", contextLength: 256 });
    expect(engine.facts.revision).toMatch(/^sha256-/);
    expect(engine.batchPlan).toMatchObject({ batch: 64, chunk: 16, graph: "loop", precision: "fp32" });
  });

  it("is a function of the requests: again, and in another order", async () => {
    const engine = await open({ batch: 8, chunk: 5 });
    const requests = many(30);
    const first = await engine.generate(requests, { signal: forever });
    const again = await engine.generate(requests, { signal: forever });
    const turned = await engine.generate([...requests].reverse(), { signal: forever });
    expect(seen(again)).toEqual(seen(first));
    expect(seen(turned).reverse()).toEqual(seen(first));
    expect(new Set(texts(first)).size).toBeGreaterThan(20);
  });

  it("gives the same texts in batches of any size and chunks of any length", async () => {
    const requests = many(24);
    const plans = [{ batch: 1 }, { batch: 5, chunk: 3 }, { batch: 64, chunk: 64 }];
    const results: string[][] = [];
    for (const plan of plans)
      results.push(texts(await (await open(plan)).generate(requests, { signal: forever })));
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it("draws anew with another seed, and not at all when greedy", async () => {
    const engine = await open();
    const hot = await engine.generate([ask(1, {}, "1"), ask(2, {}, "1")], { signal: forever });
    const greedy = await engine.generate([ask(1, { temperature: 0 }, "1"), ask(2, { temperature: 0 }, "1")], {
      signal: forever,
    });
    expect(hot[0]?.text).not.toBe(hot[1]?.text);
    expect(greedy[0]?.text).toBe(greedy[1]?.text);
  });

  it("rows with and without cuts share a batch", async () => {
    const engine = await open();
    const requests = [ask(1), ask(2, { topK: 1 }), ask(3, { topP: 0.5, temperature: 0.7 })];
    const together = await engine.generate(requests, { signal: forever });
    const alone = await Promise.all(
      requests.map((request) => engine.generate([request], { signal: forever })),
    );
    expect(texts(together)).toEqual(texts(alone.flat()));
  });

  it("ends at an end token, at maxTokens, at the context's end", async () => {
    const engine = await open();
    const ended = await engine.generate(many(40), { signal: forever, withTokens: true });
    const stopped = ended.filter(({ finish }) => finish === "stop");
    expect(stopped.length).toBeGreaterThan(5);
    for (const { tokensOut, tokens } of stopped) expect(tokens).toHaveLength(tokensOut);
    for (const { tokensOut, finish } of ended) expect(finish).toBe(tokensOut < 40 ? "stop" : finish);
    // Without end tokens in reach, greedy texts run on.
    const [short] = await engine.generate([ask(3, { maxTokens: 1 })], { signal: forever });
    expect(short?.tokensOut).toBe(1);
    const long = Array.from({ length: 8 }, (_, seed) => ask(seed, { maxTokens: 300 }, "1".repeat(250)));
    for (const { tokensOut, tokensIn } of await engine.generate(long, { signal: forever }))
      expect(tokensOut).toBeLessThanOrEqual(256 - tokensIn);
  });

  it("ends before a stop string, as if the text had been cut there", async () => {
    const engine = await open();
    const free = await engine.generate(many(20), { signal: forever });
    const cut = await engine.generate(many(20, { stop: ["1", "hello"] }), { signal: forever });
    cut.forEach(({ text, finish }, at) => {
      const before = free[at]?.text ?? "";
      const end = before.search(/1|hello/);
      expect(text).toBe(end < 0 ? before : before.slice(0, end));
      if (end >= 0) expect(finish).toBe("stop");
    });
  });

  it("gives tokens whose texts make the text and whose log-probabilities make the sum", async () => {
    const engine = await open();
    for (const { tokens, text, logProbability } of await engine.generate(many(10), {
      signal: forever,
      withTokens: true,
    })) {
      expect(tokens?.map((token) => token.text).join("")).toBe(text);
      const sum = tokens?.reduce((total, token) => total + (token.logProbability ?? 0), 0);
      expect(sum).toBeCloseTo(logProbability ?? 0, 9);
      for (const token of tokens ?? []) expect(token.logProbability).toBeLessThan(0);
    }
  });

  it("streams pieces that make the text", async () => {
    const engine = await open({ chunk: 4 });
    const pieces = new Map<number, string[]>();
    const generations = await engine.generate(many(12, { stop: ["x"] }), {
      signal: forever,
      onText: (request, text) => pieces.set(request, [...(pieces.get(request) ?? []), text]),
    });
    expect(generations.map((_, request) => pieces.get(request)?.join("") ?? "")).toEqual(texts(generations));
    expect(Math.max(...[...pieces.values()].map((list) => list.length))).toBeGreaterThan(2);
  });

  it("goes on after a prefill, which the text does not repeat", async () => {
    const engine = await open();
    const greedy = { temperature: 0, maxTokens: 12 };
    const [full] = await engine.generate([ask(1, greedy, "1+2")], { signal: forever, withTokens: true });
    const begin =
      full?.tokens
        ?.slice(0, 3)
        .map(({ text }) => text)
        .join("") ?? "";
    const [rest] = await engine.generate(
      [{ ...ask(1, { ...greedy, maxTokens: 9 }, "1+2"), prefill: begin }],
      {
        signal: forever,
      },
    );
    expect(begin + rest?.text).toBe(full?.text);
  });

  it("refuses a prompt that is longer than the context", async () => {
    const engine = await open();
    const error = await failure(engine.generate([ask(1, {}, "1".repeat(400))], { signal: forever }));
    expect(error).toMatchObject({ kind: "context_too_long", retry: false });
    expect(await engine.generate([], { signal: forever })).toEqual([]);
  });
});

describe("calls that overlap", () => {
  it("share batches and get each their own", async () => {
    const reports: number[] = [];
    const engine = await open({ batch: 16, chunk: 4, observe: ({ rows }) => void reports.push(rows) });
    const [lhs, rhs] = [many(20), many(20, { temperature: 0.5 })];
    const both = await Promise.all([
      engine.generate(lhs, { signal: forever }),
      engine.generate(rhs, { signal: forever }),
    ]);
    expect(Math.max(...reports)).toBe(16);
    expect(texts(both[0])).toEqual(texts(await engine.generate(lhs, { signal: forever })));
    expect(texts(both[1])).toEqual(texts(await engine.generate(rhs, { signal: forever })));
  });

  it("one is aborted at once, the other goes on", async () => {
    const engine = await open({ batch: 64, chunk: 2 });
    const stop = new AbortController();
    const others = engine.generate(many(20), { signal: forever });
    const aborted = engine.generate(many(20), {
      signal: stop.signal,
      onText: () => stop.abort(new Error("no longer wanted")),
    });
    await expect(aborted).rejects.toThrow("no longer wanted");
    expect(texts(await others)).toEqual(texts(await engine.generate(many(20), { signal: forever })));
    expect(lines.filter(({ message }) => message.includes("again"))).toEqual([]);
  });

  it("a call that is aborted before it begins does not begin", async () => {
    const engine = await open();
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(engine.generate(many(2), { signal })).rejects.toThrow("too late");
  });

  it("a run that nobody wants any more is killed after a second, and the next call has a new process", async () => {
    const endless = await makeModelFolder();
    await endless.write("generation_config.json", JSON.stringify({ eos_token_id: 9_999, pad_token_id: 0 }));
    // One chunk of 1,500 rows and of the whole context: many seconds in one go.
    const engine = await open({ folder: endless.path, batch: 1_500, chunk: 256, graph: "step" });
    const stop = new AbortController();
    const work = engine.generate(many(1_500, { maxTokens: 240 }), { signal: stop.signal });
    setTimeout(() => stop.abort(new Error("cancelled")), 300);
    await expect(work).rejects.toThrow("cancelled");
    const pid = Number(lines.find(({ message }) => message === "model open")?.fields["pid"]);
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), 10_000);
    expect(await engine.generate([ask(1, { maxTokens: 2 })], { signal: forever })).toHaveLength(1);
    await endless.dispose();
  });

  it("a listener that throws ends its own call only", async () => {
    const engine = await open({ chunk: 2 });
    const others = engine.generate(many(5), { signal: forever });
    const broken = engine.generate(many(5), {
      signal: forever,
      onText: () => {
        throw new Error("a bug of the caller");
      },
    });
    await expect(broken).rejects.toThrow("a bug of the caller");
    expect(await others).toHaveLength(5);
  });
});

describe("what can go wrong", () => {
  it("the process is killed: the calls in it fail as engine_died, the next works", async () => {
    const engine = await open({ chunk: 1 });
    const pid = lines.find(({ message }) => message === "model open")?.fields["pid"];
    const work = engine.generate(many(30), {
      signal: forever,
      onText: () => process.kill(Number(pid), "SIGKILL"),
    });
    const error = await failure(work);
    expect(error).toMatchObject({ kind: "engine_died", retry: true });
    expect(error.message).toContain("SIGKILL");
    expect(await engine.generate(many(3), { signal: forever })).toHaveLength(3);
    expect(lines.some(({ message }) => message === "inference process started again")).toBe(true);
  });

  it("a closed engine refuses, and fails what was in work", async () => {
    const engine = await open({ chunk: 1 });
    const work = failure(engine.generate(many(10), { signal: forever }));
    await engine.close();
    expect((await work).kind).toBe("engine_died");
    expect((await failure(engine.generate(many(1), { signal: forever }))).message).toContain("closed");
  });

  it("a graph that is no graph is model_file_corrupt with its name", async () => {
    const broken = await makeModelFolder();
    await broken.write("onnx/model_loop.onnx", new Uint8Array(500).fill(7));
    const error = await failure(open({ folder: broken.path }));
    expect(error).toMatchObject({ kind: "model_file_corrupt", retry: false });
    expect(error.message).toContain("model_loop.onnx");
    expect(error.fix).toContain("again");
    await broken.dispose();
  });

  it("a missing folder is model_file_missing", async () => {
    expect((await failure(open({ folder: `${folder.path}/none` }))).kind).toBe("model_file_missing");
  });

  it("a wanted provider that is missing is an error with the fix, never the CPU", async () => {
    const error = await failure(open({ provider: "cuda" }));
    expect(error).toMatchObject({ kind: "provider_unavailable", retry: false });
    expect(error.fix).toContain("npm run gpu:install");
    expect(error.fix).toContain("CUDA");
  });
});

describe("other graphs", () => {
  it("16-bit floats: the same again, and mostly the texts of 32 bits", async () => {
    const half = await open({ precision: "fp16", batch: 8, chunk: 5 });
    expect(half.batchPlan["precision"]).toBe("fp16");
    const requests = many(40);
    const first = await half.generate(requests, { signal: forever });
    expect(seen(await half.generate(requests, { signal: forever }))).toEqual(seen(first));
    const full = await (await open()).generate(requests, { signal: forever });
    expect(first.filter(({ text }, at) => text === full[at]?.text).length).toBeGreaterThan(30);
  });

  it("weights beside the graph and positions as an input: the step graph gives the Loop graph's tokens", async () => {
    const llama = await makeModelFolder("llama");
    const [loop, step] = [
      await open({ folder: llama.path }),
      await open({ folder: llama.path, graph: "step" }),
    ];
    const requests = many(30);
    expect(texts(await step.generate(requests, { signal: forever }))).toEqual(
      texts(await loop.generate(requests, { signal: forever })),
    );
    await llama.remove("onnx/model.onnx_data");
    const error = await failure(open({ folder: llama.path }));
    expect(error.kind).toBe("model_file_missing");
    expect(error.message).toContain("model.onnx_data");
    await llama.dispose();
  });
});

describe("a folder without a Loop graph", () => {
  it("runs the step graph, with a warning that says how to convert it, and gives the Loop graph's tokens", async () => {
    const steps = await makeModelFolder();
    await steps.remove("onnx/model_loop.onnx");
    const slow = await open({ folder: steps.path });
    expect(lines).toContainEqual(expect.objectContaining({ level: "warn" }));
    expect(slow.batchPlan["graph"]).toBe("step");
    const requests = [...many(20), ...many(20, { topK: 5, temperature: 1.3 }), ...many(20, { topP: 0.8 })];
    const [loop, step] = await Promise.all(
      [await open(), slow].map((engine) => engine.generate(requests, { signal: forever })),
    );
    expect(texts(step ?? [])).toEqual(texts(loop ?? []));
    for (const [at, { logProbability }] of (step ?? []).entries())
      expect(logProbability).toBeCloseTo(loop?.[at]?.logProbability ?? 0, 4);
    await steps.dispose();
  });
});

/** Runs a Loop graph (gpu-runner/converter/README.md has its inputs and outputs): K tokens in one run, drawn inside. */
import { Tensor } from "onnxruntime-node";
import { type ChunkRunner, type Ends, toMask } from "./chunkRunner.ts";
import { cacheFeeds, type GraphSession, int64, readCaches } from "./graphSession.ts";

export function createLoopRunner(session: GraphSession, { endTokens, padToken }: Ends): ChunkRunner {
  const { shapes } = session;
  return {
    run: async ({ rows, tokens, padding, past, draw }) => {
      const count = rows.length;
      const read = tokens[0]?.length ?? 0;
      const before = (past?.columns ?? 0) + read;
      const outputs = await session.run({
        input_ids: int64(tokens.flat(), [count, read]),
        attention_mask: int64(toMask(padding, before), [count, before]),
        steps: int64([draw.steps], []),
        noise: new Tensor("float32", draw.noise, [count, draw.steps]),
        temperature: new Tensor("float32", draw.temperature, [count]),
        top_k: int64(draw.topK, [count]),
        top_p: new Tensor("float32", draw.topP, [count]),
        finished: new Tensor("bool", new Uint8Array(count), [count]),
        eos_token_ids: int64(endTokens, [endTokens.length]),
        pad_token_id: int64([padToken], []),
        ...cacheFeeds(shapes, count, past),
      });
      const drawn = outputs["tokens"]?.data;
      const logProbabilities = outputs["log_probabilities"]?.data;
      if (!(drawn instanceof BigInt64Array) || !(logProbabilities instanceof Float32Array))
        throw new Error("the Loop graph gave no tokens");
      const width = drawn.length / count;
      const all = Int32Array.from(drawn, Number);
      return {
        chunk: { width, tokens: all, logProbabilities },
        batch: {
          rows,
          padding,
          // The last token drawn is not in the cache yet.
          columns: before + width - 1,
          caches: readCaches(shapes, outputs),
          last: rows.map((_, row) => all[(row + 1) * width - 1] ?? padToken),
        },
      };
    },
  };
}

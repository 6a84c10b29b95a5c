import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleToken } from "./sampleToken.ts";

const whole = { temperature: 1, topK: 0, topP: 1 };
const halves = Float32Array.from([0.5, 0.25, 0.125, 0.125], Math.log);
/** The tokens that come out over a fine grid of noise, with their shares. */
function shares(logits: Float32Array, draw: Partial<typeof whole>): number[] {
  const grid = 1_000;
  const counts = Array.from(logits, () => 0);
  for (let i = 0; i < grid; i += 1)
    counts[sampleToken(logits, { ...whole, ...draw, noise: (i + 0.5) / grid }).token]! += 1 / grid;
  return counts.map((share) => Number(share.toFixed(2)));
}

describe("drawing a token", () => {
  it.each([
    ["the whole distribution", {}, [0.5, 0.25, 0.13, 0.12]],
    ["temperature 0.5 squares the weights", { temperature: 0.5 }, [0.73, 0.18, 0.05, 0.04]],
    ["top-k 2", { topK: 2 }, [0.67, 0.33, 0, 0]],
    ["top-k keeps equal weights at the cut", { topK: 3 }, [0.5, 0.25, 0.13, 0.12]],
    ["top-p takes the shortest run that reaches it", { topP: 0.6 }, [0.67, 0.33, 0, 0]],
    ["top-p counts what top-k left", { topK: 2, topP: 0.66 }, [1, 0, 0, 0]],
    ["a tiny top-p leaves the largest", { topP: 1e-6 }, [1, 0, 0, 0]],
    ["greedy", { temperature: 0 }, [1, 0, 0, 0]],
  ])("%s", (_, draw, expected) => {
    for (const [at, share] of shares(halves, draw).entries())
      expect(share).toBeCloseTo(expected[at] ?? 0, 1.5);
  });

  it("greedy takes the first of equal logits", () => {
    expect(sampleToken(Float32Array.of(1, 7, 7), { ...whole, temperature: 0, noise: 0.9 }).token).toBe(1);
  });

  it("a token that was cut off never comes out, whatever the noise", () => {
    const logits = fc
      .array(fc.integer({ min: -60, max: 60 }), { minLength: 2, maxLength: 40 })
      .map((halfUnits) => Float32Array.from(halfUnits, (value) => value / 2));
    const noise = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(logits, noise, fc.integer({ min: 1, max: 5 }), (row, share, topK) => {
        const { token, logProbability } = sampleToken(row, { ...whole, topK, noise: share });
        const larger = row.filter((logit) => logit > (row[token] ?? 0)).length;
        return larger < topK && logProbability <= 1e-12;
      }),
    );
  });

  it("tells the log-probability at temperature 1 before any cut", () => {
    const { logProbability } = sampleToken(halves, { temperature: 0.1, topK: 1, topP: 0.5, noise: 0.5 });
    expect(logProbability).toBeCloseTo(Math.log(0.5), 6);
  });
});

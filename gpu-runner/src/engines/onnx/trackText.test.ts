import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TextTrack, trackText } from "./trackText.ts";

/** Token n is the n-th letter; 0 ends. "~" is a token without text, finished by the next. */
const LETTERS = ["", "a", "b", "c", "\n", "~"];
const plain = () => ({
  push: (token: number) => (LETTERS[token] === "~" ? "" : (LETTERS[token] ?? "")),
  end: () => "",
});

function track(stop: string[] = [], limit = 100): TextTrack {
  return trackText({ decoder: plain(), endTokens: [0], limit, stop });
}

function feed(target: TextTrack, tokens: readonly number[]): string {
  const shown = target.take(
    Int32Array.from(tokens),
    Float32Array.from(tokens, () => -0.5),
  );
  return shown.map(({ text }) => text).join("");
}

describe("the text of a request", () => {
  it("ends with the end token, which counts and has no text", () => {
    const text = track();
    expect(feed(text, [1, 2, 0, 3, 3])).toBe("ab");
    expect(text).toMatchObject({ text: "ab", count: 3, finish: "stop", logProbability: -1.5 });
    expect(text.tokens.map((token) => token.text)).toEqual(["a", "b", ""]);
  });

  it("tells which stop string ended it, and that none did", () => {
    const ends = ([1, 2, 4, 3] as const).map((_, at, all) => {
      const text = track(["\n", "bc", "c"]);
      feed(text, [1, ...all.slice(at, at + 2), 0]);
      return [text.text, text.stopString];
    });
    expect(ends).toEqual([
      ["aab", null],
      ["ab", "\n"],
      ["a", "\n"],
      ["a", "c"],
    ]);
  });

  it("is cut at its limit of tokens", () => {
    const text = track([], 2);
    feed(text, [1, 2, 3, 3]);
    expect(text).toMatchObject({ text: "ab", count: 2, finish: "length" });
  });

  it("an end token or stop string with the last token that is allowed is a stop", () => {
    const [ended, stopped] = [track([], 2), track(["b"], 2)];
    feed(ended, [1, 0]);
    feed(stopped, [1, 2]);
    expect([ended.finish, stopped.finish]).toEqual(["stop", "stop"]);
  });

  it.each([
    ["one that comes in two tokens", ["bc"], [1, 2, 3, 1], "a", 3],
    ["the first of several", ["c", "b"], [1, 2, 3], "a", 2],
    ["the one that begins first where two end together", ["c", "bc"], [1, 2, 3], "a", 3],
    ["at the beginning", ["a"], [1, 2], "", 1],
  ])("ends before a stop string: %s", (_, stop, tokens, expected, count) => {
    const text = track(stop);
    feed(text, tokens);
    expect(text).toMatchObject({ text: expected, count, finish: "stop" });
  });

  it("is held back while it may be the beginning of a stop string", () => {
    const text = track(["b\nb"]);
    expect([feed(text, [1, 2]), feed(text, [4]), feed(text, [1]), feed(text, [2, 4, 2])]).toEqual([
      "a",
      "",
      "b\na",
      "",
    ]);
    expect(text.text).toBe("ab\na");
  });

  it("a token without text is shown with the one that completes it", () => {
    const text = track();
    expect(text.take(Int32Array.of(1, 5), Float32Array.of(0, 0))).toHaveLength(1);
    expect(text.take(Int32Array.of(2, 0), Float32Array.of(0, 0))).toHaveLength(3);
  });

  it("is, in its pieces and its tokens, the same text with the same sum, however the tokens come", () => {
    const letters = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 });
    const stops = fc.array(fc.stringMatching(/^[abc\n]{1,3}$/), { maxLength: 2 });
    fc.assert(
      fc.property(
        letters,
        stops,
        fc.nat({ max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (tokens, stop, cut, limit) => {
          const whole = track(stop, limit);
          const halves = track(stop, limit);
          feed(whole, tokens);
          const pieces = feed(halves, tokens.slice(0, cut)) + feed(halves, tokens.slice(cut));
          expect(halves).toMatchObject({ text: whole.text, count: whole.count, finish: whole.finish });
          const done = halves.finish !== null;
          expect(done ? pieces : whole.text.startsWith(pieces)).toBe(done ? whole.text : true);
          expect(whole.tokens.map(({ text }) => text).join("")).toBe(whole.text);
          expect(whole.logProbability).toBe(-0.5 * whole.count);
          for (const word of stop) expect(whole.text).not.toContain(word);
        },
      ),
    );
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, findObjects } from "./findObjects.ts";

const values = (text: string) => findObjects(text).map(({ value }) => value);

describe("objects in a reply", () => {
  test.each([
    ["alone", '{"a":1}', [{ a: 1 }]],
    ["fenced", 'Here:\n```json\n{"a": 1}\n```\nDone.', [{ a: 1 }]],
    ["after LaTeX", 'As \\frac{1}{2} and {x : x>0}, {"a":1}', [{ a: 1 }]],
    ["after a brace that never closes", 'Let { be open. {"a":1}', [{ a: 1 }]],
    ["several, in order", '{"a":1} then {"a":2}', [{ a: 1 }, { a: 2 }]],
    ["nested ones as one", '{"a":{"b":"}"}}', [{ a: { b: "}" } }]],
    [
      "with LaTeX in strings",
      '{"a":"\\sqrt{2}, \\underline{x}, \\\\pi"}',
      [{ a: "\\sqrt{2}, \\underline{x}, \\pi" }],
    ],
    ["not from a string", '{"a":"{\\"a\\":2}"}', [{ a: '{"a":2}' }]],
    ["not arrays or numbers", "[1] 2 true", []],
    ["not what is cut off", '{"a":1,"b":"th', []],
  ])("%s", (_, text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test.each([
    ['{"a":1,"a":2}', "a"],
    ['{"a":{"b":1},"b":2}', null],
    ['{"a":["a","a"],"b":"a"}', null],
    ['{"a":{"b":1,"b":1}}', "b"],
  ])("keys said twice: %s", (text, key) => {
    expect(findObjects(text)[0]?.duplicateKey).toBe(key);
  });

  test.each(["{", '{"', '{"a":', "[{", '{"{'])("the work stays bounded on 100,000 times %s", (piece) => {
    const started = performance.now();
    expect(findObjects(piece.repeat(100_000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test("law: an object written into a text without quotes and braces is found as it is", () => {
    const prose = fc.string({ unit: fc.constantFrom("a", " ", "\n", ":", "\\", "`", "😀"), maxLength: 20 });
    fc.assert(
      fc.property(
        prose,
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
        prose,
        (before, object, after) => {
          const text = JSON.stringify(object);
          expect(values(before + text + after)).toEqual([JSON.parse(text)]);
        },
      ),
    );
  });

  test("law: canonical JSON is the same for the same value, whatever the order of keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const turned = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(object));
        expect(JSON.parse(canonicalJson(object))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });
});

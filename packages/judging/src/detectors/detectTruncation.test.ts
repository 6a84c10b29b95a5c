import { expect, test } from "vitest";
import { detectTruncation, type TruncationOptions, type TruncationSign } from "./detectTruncation.ts";

test.each<[response: string, options: TruncationOptions, sign: TruncationSign | null]>([
  ["The answer is 4.", { finish: "length" }, "token_limit"],
  ["<think>Let us see", {}, "open_thinking"],
  ["```python\nprint(1)", {}, "open_fence"],
  ["So \\[ x = 4", {}, "open_formula"],
  ["So we get $x = ", {}, "open_formula"],
  ["Therefore the number of apples that Ann has left is the", {}, "mid_sentence"],
  ["Therefore the number of apples that Ann has left is the", { finish: "stop" }, null],
  ["Therefore the number of apples that Ann has left is 4.", {}, null],
  ["It costs $5 and not $6.", {}, null],
  ["4", {}, null],
  ["", {}, null],
])("%j %j: %s", (response, options, sign) => expect(detectTruncation(response, options)).toBe(sign));

import { expect, test } from "vitest";
import { type Behaviour, countBehaviours } from "./countBehaviours.ts";

test.each<[text: string, counts: Partial<Record<Behaviour, number>>]>([
  ["Wait, that's not right. Let me try again.", { backtracking: 3 }],
  ["Let's verify: plugging it back in gives 4.", { verification: 2 }],
  ["First, we find x. Next, we find y.", { subgoal_setting: 2 }],
  ["Working backwards from 24, to get 24, we need 6 * 4.", { backward_chaining: 2 }],
  ["We await the checked luggage.", {}],
  ["", {}],
])("%s", (text, expected) => {
  const counts = Object.entries(countBehaviours(text)).filter(([, spans]) => spans.length > 0);
  expect(Object.fromEntries(counts.map(([behaviour, spans]) => [behaviour, spans.length]))).toEqual(expected);
});

test("spans point at the phrases", () => {
  const text = "Hmm. Wait, no.";
  expect(countBehaviours(text).backtracking.map(({ start, end }) => text.slice(start, end))).toEqual([
    "Hmm",
    "Wait",
  ]);
});

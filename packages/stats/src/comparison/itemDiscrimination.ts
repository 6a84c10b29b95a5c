/**
 * How well a problem tells strong systems from weak ones: over the systems, the correlation of their score on the problem
 * with their mean score on all other problems (the corrected item-total correlation), in [-1, 1]. Near 0, the problem says
 * nothing; below 0, the better a system the likelier it fails, as on a problem with a wrong gold answer. By problem; null
 * where fewer than three systems answered it or where it, or the rest, has one score only.
 * Source: Lord and Novick, "Statistical Theories of Mental Test Scores" (1968), chapter 15.
 * @example itemDiscrimination([new Map([["a", 1], ["b", 1]]), new Map([["a", 0], ["b", 1]]), new Map([["a", 0], ["b", 0]])]).get("a")
 * // 0.5
 */
export function itemDiscrimination(
  systems: readonly ReadonlyMap<string, number>[],
): Map<string, number | null> {
  const totals = systems.map((scores) => [...scores.values()].reduce((sum, score) => sum + score, 0));
  const pairs = new Map<string, { own: number; rest: number }[]>();
  systems.forEach((scores, system) => {
    for (const [problem, own] of scores) {
      const list = pairs.get(problem) ?? [];
      pairs.set(problem, list);
      if (scores.size > 1) list.push({ own, rest: ((totals[system] ?? 0) - own) / (scores.size - 1) });
    }
  });
  return new Map([...pairs].map(([problem, list]) => [problem, correlationOf(list)]));
}

function correlationOf(pairs: readonly { readonly own: number; readonly rest: number }[]): number | null {
  const n = pairs.length;
  if (n < 3) return null;
  const own = pairs.reduce((sum, pair) => sum + pair.own, 0) / n;
  const rest = pairs.reduce((sum, pair) => sum + pair.rest, 0) / n;
  let [both, owns, rests] = [0, 0, 0];
  for (const pair of pairs) {
    both += (pair.own - own) * (pair.rest - rest);
    owns += (pair.own - own) ** 2;
    rests += (pair.rest - rest) ** 2;
  }
  return owns < 1e-12 || rests < 1e-12 ? null : both / Math.sqrt(owns * rests);
}

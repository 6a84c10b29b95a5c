/**
 * Moves labels apart that would stand on one another, as little as possible and in the same order.
 *
 * @param wanted places along one axis, in any order and unit
 * @param gap least distance of two neighbours, in the same unit
 * @returns the new places, in the order given; all within [low, high] while there is room
 * @example spreadLabels([10, 11, 30], 5, 0, 100) // [8, 13, 30]
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): readonly number[] {
  const order = wanted.map((_, place) => place).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  // Clusters of labels that touch; each stands around the mean of what its members want.
  let clusters: { readonly members: readonly number[]; readonly start: number }[] = [];
  const settle = (members: readonly number[]) => {
    const mean = members.reduce((sum, place) => sum + (wanted[place] ?? 0), 0) / members.length;
    const length = (members.length - 1) * gap;
    return { members, start: Math.max(low, Math.min(mean - length / 2, high - length)) };
  };
  for (const place of order) {
    clusters.push(settle([place]));
    for (;;) {
      const last = clusters.at(-1);
      const before = clusters.at(-2);
      if (last === undefined || before === undefined) break;
      if (last.start - (before.start + (before.members.length - 1) * gap) >= gap) break;
      clusters = [...clusters.slice(0, -2), settle([...before.members, ...last.members])];
    }
  }
  const placed = new Map(
    clusters.flatMap(({ members, start }) =>
      members.map((place, step) => [place, start + step * gap] as const),
    ),
  );
  return wanted.map((value, place) => placed.get(place) ?? value);
}

/**
 * Canaries among real samples.
 * Decision: which canaries and where is decided by hashes of a seed, so a batch can be made again and cannot be guessed
 * without the seed. Every batch has known good, known bad and every kind of attack that suits the judge, before any kind
 * gets a second one.
 */
import { contentHash } from "../contentHash.ts";
import type { Judge } from "../judge.ts";
import { attacksOn } from "./attacks.ts";
import type { Canary, CanaryKind, KnownSample } from "./canary.ts";
import { knownSamplesFor } from "./knownSamples.ts";

export type Salted<Item> =
  | { readonly kind: "sample"; readonly sample: Item }
  | { readonly kind: "canary"; readonly canary: Canary };

/**
 * @param count how many; all there are if there are fewer
 * @param known samples with known judgement, besides the built-in ones
 */
export function chooseCanaries(
  judge: Judge,
  count: number,
  seed: string,
  known: readonly KnownSample[] = [],
): readonly Canary[] {
  const groups = new Map<CanaryKind, Canary[]>();
  for (const canary of allCanaries(judge, known)) {
    groups.set(canary.kind, [...(groups.get(canary.kind) ?? []), canary]);
  }
  const queues = [...groups.values()].map((group) => shuffled(group, seed, ({ id }) => id));
  const chosen: Canary[] = [];
  for (let turn = 0; chosen.length < count && queues.some((queue) => turn < queue.length); turn += 1) {
    for (const queue of queues) {
      const canary = queue[turn];
      if (canary !== undefined && chosen.length < count) chosen.push(canary);
    }
  }
  return chosen;
}

/** Every canary for a judge: what an attack card is made of. */
export function allCanaries(judge: Judge, known: readonly KnownSample[] = []): readonly Canary[] {
  const samples = [...knownSamplesFor(judge), ...known];
  const plain = samples.map(
    ({ key, input, accept }): Canary => ({
      id: `${judge.id}/${key}`,
      kind: accept ? "known_good" : "known_bad",
      key,
      input,
      accept,
    }),
  );
  return [...plain, ...samples.filter(({ accept }) => !accept).flatMap((bad) => attacksOn(judge, bad))];
}

/** Samples and canaries in an order that does not tell them apart; the samples keep theirs. */
export function saltBatch<Item>(
  samples: readonly Item[],
  canaries: readonly Canary[],
  seed: string,
): readonly Salted<Item>[] {
  const total = samples.length + canaries.length;
  const places = Array.from({ length: total }, (_, place) => place);
  const salted = new Set(shuffled(places, `${seed}/places`, String).slice(0, canaries.length));
  const order = shuffled(canaries, `${seed}/order`, ({ id }) => id).values();
  const rest = samples.values();
  return places.flatMap((place): Salted<Item>[] => {
    if (salted.has(place)) {
      const canary = order.next();
      return canary.done ? [] : [{ kind: "canary", canary: canary.value }];
    }
    const sample = rest.next();
    return sample.done ? [] : [{ kind: "sample", sample: sample.value }];
  });
}

function shuffled<Item>(items: readonly Item[], seed: string, nameOf: (item: Item) => string): Item[] {
  const keyed = items.map((item) => ({ item, key: contentHash(`${seed}/${nameOf(item)}`) }));
  return keyed
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ item }) => item);
}

/** Time-ordered ids (UUID version 7). Sorting by id sorts by creation, which is what every list pages by. */
import { v7 } from "uuid";

/** Gives that many random bytes; `(length) => crypto.getRandomValues(new Uint8Array(length))` in production. */
export type RandomBytes = (length: number) => Uint8Array;

/**
 * One id. `now` in milliseconds UTC.
 * @example newId(Date.now(), random) // "019aa1c2-..."
 */
export function newId(now: number, random: RandomBytes): string {
  return v7({ msecs: now, random: random(16) });
}

/** `count` ids of one moment that sort in the order of the array, for records made together. */
export function newIds(count: number, now: number, random: RandomBytes): string[] {
  return Array.from({ length: count }, (_, seq) => v7({ msecs: now, seq, random: random(16) }));
}

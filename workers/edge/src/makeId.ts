import { newId } from "@plumbline/storage";
import type { Ports } from "./ports.ts";

/** A time-ordered id (UUID version 7): sorting by id sorts by creation. */
export function makeId({ clock, random }: Pick<Ports, "clock" | "random">): string {
  return newId(clock.now(), (length) => random.bytes(length));
}

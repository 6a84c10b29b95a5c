import type { Ports } from "../ports.ts";

/**
 * True for the first caller with this secret, false for every later one, on any machine.
 * A one-time secret is a quota of one: the same atomic count that bounds submissions decides who was first.
 */
export function claimOnce(
  { store, hasher }: Pick<Ports, "store" | "hasher">,
  secret: string,
): Promise<boolean> {
  return store.takeQuota(`once-${hasher.contentHash(secret)}`, "once", 1);
}

import { getRandomValues } from "node:crypto";
import type { RandomBytes } from "../src/newId.ts";
import type { Store } from "../src/store.ts";

export interface OpenedStore {
  readonly store: Store;
  stop(): Promise<void>;
}

export const randomBytes: RandomBytes = (length) => getRandomValues(new Uint8Array(length));

import type { Page } from "@plumbline/contract";
import type { PageRequest } from "../src/store.ts";

/** Every item of a list, page by page; fails where a page is larger than asked for or the list does not end. */
export async function readAll<T>(list: (page: PageRequest) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 1_000; pages += 1) {
    const page: Page<T> = await list({ limit, cursor });
    if (page.items.length > limit)
      throw new Error(`a page of ${page.items.length} where ${limit} were asked for`);
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
  throw new Error("the list does not end");
}

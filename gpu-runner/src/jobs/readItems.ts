/**
 * Paged lists as one stream, and streams in groups.
 * Decision: a place in a list is the cursor of its page and how many items of it are done, so that a job goes on in the
 * middle of a page; should pages have become shorter since, the rest is skipped in the next ones.
 */
import { z } from "zod";

export const placeSchema = z.object({
  cursor: z.string().nullable(),
  skip: z.number().int().nonnegative(),
});
export type Place = Readonly<z.infer<typeof placeSchema>>;

export const START: Place = { cursor: null, skip: 0 };

interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export interface Read<Item, Page> {
  readonly item: Item;
  readonly page: Page;
  /** Where the item after this one stands. */
  readonly after: Place;
}

export async function* readItems<Item, Page extends PageOf<Item>>(
  read: (cursor: string | null) => Promise<Page & PageOf<Item>>,
  from: Place = START,
): AsyncGenerator<Read<Item, Page>> {
  let { cursor, skip }: Place = from;
  for (;;) {
    const page = await read(cursor);
    for (const [at, item] of page.items.entries()) {
      if (at >= skip) yield { item, page, after: { cursor, skip: at + 1 } };
    }
    if (page.next === null) return;
    skip = Math.max(0, skip - page.items.length);
    cursor = page.next;
  }
}

/** The last group may be shorter; no group is empty. */
export async function* inGroups<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let group: Item[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

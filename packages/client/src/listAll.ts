/** Every item of a paged list, in order. */
import type { Page } from "@plumbline/contract";

export async function listAll<T>(
  page: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const { items: some, next } = await page(cursor);
    items.push(...some);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return items;
}

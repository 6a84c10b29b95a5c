/** A list that grows page by page from the API, starting with the page that came with the HTML. */
import type { Page } from "@plumbline/contract";
import { useCallback, useRef, useState } from "react";

export interface GrowingList<T> {
  readonly items: readonly T[];
  readonly complete: boolean;
  readonly failed: boolean;
  readonly loadMore: () => void;
}

/** `first` must keep its identity until the list really starts anew (the loader's own object does). */
export function useMorePages<T>(
  first: Page<T>,
  fetchPage: (cursor: string) => Promise<Page<T>>,
): GrowingList<T> {
  const [state, setState] = useState({ first, items: first.items, next: first.next, failed: false });
  const busy = useRef<string | null>(null);
  const current =
    state.first === first ? state : { first, items: first.items, next: first.next, failed: false };
  const { next } = current;

  const loadMore = useCallback(() => {
    if (next === null || busy.current === next) return;
    busy.current = next;
    fetchPage(next)
      .then((page) =>
        setState((old) => {
          const items = old.first === first ? old.items : first.items;
          return { first, items: [...items, ...page.items], next: page.next, failed: false };
        }),
      )
      .catch(() => {
        busy.current = null;
        setState((old) => ({
          ...(old.first === first ? old : { first, items: first.items, next }),
          failed: true,
        }));
      });
  }, [next, first, fetchPage]);

  return { items: current.items, complete: next === null, failed: current.failed, loadMore };
}

/** Lists come in pages. Decision: opaque cursors, never offsets, so that a page is stable while rows arrive. */
import { z } from "zod";
import { LIMITS } from "../limits.ts";

export const pageQuerySchema = z.object({
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number<number>().int().min(1).max(LIMITS.pageRows).default(50),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** `next` is the cursor of the following page, null on the last one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

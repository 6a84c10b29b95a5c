/** Shapes that every record is made of. */
import { z } from "zod";

/** Time-ordered text id (UUID version 7), so that sorting by id sorts by creation. */
export const idSchema = z.string().min(1).max(64);
/** An id as callers hand it in. */
export const givenIdSchema = z.string().regex(/^[\w-]{1,64}$/, "letters, digits and hyphens, at most 64");
/** Milliseconds since 1970-01-01 UTC. */
export const timeSchema = z.number().int().nonnegative();
/** First 128 bits of a SHA-256, base64url (22 characters). */
export const contentHashSchema = z.string().length(22);
/** Any JSON object. */
export const jsonObjectSchema = z.record(z.string(), z.unknown());
/** A half-open range of positions. */
export const spanSchema = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type Span = Readonly<z.infer<typeof spanSchema>>;

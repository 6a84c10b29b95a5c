/** Who acts: accounts and their tokens. The token's secret is never stored, only its SHA-256. */
import { z } from "zod";
import { idSchema, timeSchema } from "./primitives.ts";

/**
 * What a token may do. `gold` lets a runner read hidden golds; `admin` may do everything but is not implied by
 * holding all the others.
 */
export const SCOPES = ["read", "submit", "runner", "gold", "admin"] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;

export const accountSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(120),
  createdAt: timeSchema,
});
export type Account = Readonly<z.infer<typeof accountSchema>>;

export const tokenSchema = z.object({
  id: idSchema,
  accountId: idSchema,
  label: z.string().min(1).max(120),
  /** The first characters of the secret, shown in lists so that a person can tell tokens apart. */
  prefix: z.string(),
  /** SHA-256 of the secret, hex. */
  hash: z.string().length(64),
  scopes: z.array(scopeSchema),
  /** Submissions allowed per UTC day; null = no limit. */
  dailySubmissions: z.number().int().positive().nullable(),
  createdAt: timeSchema,
  expiresAt: timeSchema.nullable(),
  revokedAt: timeSchema.nullable(),
});
export type Token = Readonly<z.infer<typeof tokenSchema>>;

/** Submissions counted for a token on one UTC day (`2026-11-21`), so that a quota needs no scan. */
export const quotaUseSchema = z.object({ tokenId: idSchema, day: z.string(), used: z.number().int() });
export type QuotaUse = Readonly<z.infer<typeof quotaUseSchema>>;

/** Audit trail: who did what to which record. Append-only. */
export const eventSchema = z.object({
  id: idSchema,
  at: timeSchema,
  accountId: idSchema.nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type Event = Readonly<z.infer<typeof eventSchema>>;

/** Wire shapes of accounts, tokens and sessions. */
import { z } from "zod";
import { scopeSchema, tokenSchema } from "../records/account.ts";

export const createTokenSchema = z.object({
  label: z.string().min(1).max(120),
  scopes: z.array(scopeSchema).min(1),
  /** Name of the account; it is created if nobody has it. Absent = the caller's own. */
  account: z.string().min(1).max(120).optional(),
  expiresInDays: z.number().positive().max(3650).optional(),
  dailySubmissions: z.number().int().positive().optional(),
});
export type CreateToken = z.input<typeof createTokenSchema>;

/** A token as lists show it: everything but the hash. */
export const tokenViewSchema = tokenSchema.omit({ hash: true }).extend({ account: z.string() });
export type TokenView = z.infer<typeof tokenViewSchema>;

/** The secret is in this answer and nowhere else, ever. */
export const createdTokenSchema = tokenViewSchema.extend({ secret: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;

/** Who the caller is; null fields for a visitor without a token. */
export const viewerSchema = z.object({
  account: z.object({ id: z.string(), name: z.string() }).nullable(),
  scopes: z.array(scopeSchema),
  /** Whether GitHub sign-in is configured here. */
  github: z.boolean(),
});
export type Viewer = z.infer<typeof viewerSchema>;

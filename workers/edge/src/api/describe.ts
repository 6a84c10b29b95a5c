/** Short forms for describing routes in OpenAPI. */
import { problemDetailsSchema } from "@plumbline/contract";
import { z } from "zod";

/** A JSON reply. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A JSON request body with an example that works. */
export function body<T extends z.ZodType>(schema: T, example: unknown) {
  return { required: true, content: { "application/json": { schema, example } } };
}

/** A body of raw bytes. */
export const bytes = {
  required: true,
  content: { "application/octet-stream": { schema: { type: "string" as const, format: "binary" } } },
};

/** Every route may refuse, always in this shape. */
export const refusals = {
  default: {
    description: "A refusal, as RFC 9457 problem+json. `code` is one of a closed list.",
    content: { "application/problem+json": { schema: problemDetailsSchema } },
  },
};

export const idParams = z.object({ id: z.string().min(1).max(160) });
export const slugParams = z.object({ slug: z.string().min(1).max(63) });
export const done = { description: "Done.", content: { "application/json": { schema: z.object({}) } } };

/** Marks routes that need a token in the document. */
export const secured: { [name: string]: string[] }[] = [{ token: [] }];

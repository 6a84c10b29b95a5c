/** Uploads that come in parts. */
import { and, eq, sql } from "drizzle-orm";
import { insertRows } from "../bulk.ts";
import type { Connection } from "../connection.ts";
import type { Store } from "../store.ts";

type UploadQueries = Pick<Store, "insertUpload" | "upload" | "openUploads" | "addUploadPart" | "closeUpload">;

export function uploadQueries(connection: Connection): UploadQueries {
  const { db, tables, words, atomically } = connection;
  const { uploads } = tables;
  return {
    insertUpload: async (upload) => {
      await atomically(insertRows(connection, uploads, [upload]));
    },
    upload: async (id) => (await db.select().from(uploads).where(eq(uploads.id, id)))[0] ?? null,
    openUploads: async (runId) =>
      db
        .select()
        .from(uploads)
        .where(and(eq(uploads.runId, runId), eq(uploads.state, "open"))),
    // One statement, because parts arrive side by side; a part that is sent again replaces itself.
    addUploadPart: async (id, part) => {
      const parts = words.replaceEntry(sql`${uploads.parts}`, part.number, JSON.stringify(part));
      await db
        .update(uploads)
        .set({ parts })
        .where(and(eq(uploads.id, id), eq(uploads.state, "open")));
    },
    closeUpload: async (id, state) => {
      await db
        .update(uploads)
        .set({ state })
        .where(and(eq(uploads.id, id), eq(uploads.state, "open")));
    },
  };
}

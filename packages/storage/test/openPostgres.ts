/** A fresh database on a real PostgreSQL server. */
import { startPostgres } from "../../../test/setup/startPostgres.ts";
import { createPostgresStore } from "../src/createPostgresStore.ts";
import { migratePostgres } from "../src/migratePostgres.ts";
import type { OpenedStore } from "./openedStore.ts";
import { randomBytes } from "./openedStore.ts";

export async function openPostgres(): Promise<OpenedStore> {
  const server = await startPostgres({ database: "store" });
  await migratePostgres(server.url);
  const store = createPostgresStore(server.url, randomBytes, { max: 20 });
  return {
    store,
    stop: async () => {
      await store.close();
      await server.stop();
    },
  };
}

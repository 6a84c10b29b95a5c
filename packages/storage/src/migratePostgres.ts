/** Brings a PostgreSQL database to the newest migration. Node only: it reads the migration files. */
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

declare global {
  // Neither runtime's types are wanted here for the one property that both have.
  interface ImportMeta {
    url: string;
  }
}
const MIGRATIONS = decodeURIComponent(new URL("../../../migrations/postgres", import.meta.url).pathname);

/**
 * Applies what is missing and nothing else; two at once are safe, the second waits.
 * @example await migratePostgres("postgres://localhost/plumbline");
 */
export async function migratePostgres(connectionString: string, folder: string = MIGRATIONS): Promise<void> {
  const client = postgres(connectionString, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(7305146)`;
    await migrate(drizzle(client), { migrationsFolder: folder });
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Applies what is missing of migrations/postgres to DATABASE_URL. */
import { migratePostgres } from "@plumbline/storage/migratePostgres";

const databaseUrl = process.env["DATABASE_URL"];
if (databaseUrl === undefined) {
  console.error("Set DATABASE_URL=postgres://user:password@host/database");
  process.exit(2);
}
await migratePostgres(databaseUrl);
console.log("The database has every migration.");

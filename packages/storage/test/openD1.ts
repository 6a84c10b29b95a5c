/** A fresh D1 database in a real workerd, with the migrations applied in the way `wrangler d1 migrations apply` does. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { createD1Store } from "../src/createD1Store.ts";
import type { OpenedStore } from "./openedStore.ts";
import { randomBytes } from "./openedStore.ts";

const MIGRATIONS = join(import.meta.dirname, "../../../migrations/d1");

export async function openD1(): Promise<OpenedStore> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: "export default { fetch: () => new Response(null) }",
      compatibilityDate: "2026-01-01",
      d1Databases: ["DB"],
    }),
  );
  const d1 = (await miniflare.getD1Database("DB")) as unknown as D1Database;
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith(".sql"));
  for (const file of files.toSorted()) {
    const statements = readFileSync(join(MIGRATIONS, file), "utf8").split("--> statement-breakpoint");
    await d1.batch(statements.map((statement) => d1.prepare(statement)));
  }
  const store = createD1Store(d1, randomBytes);
  return {
    store,
    stop: async () => {
      await store.close();
      await miniflare.dispose();
    },
  };
}

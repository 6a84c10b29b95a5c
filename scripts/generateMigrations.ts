// `npm run migrations [-- --name WHAT]`: writes what the tables have gained since the last migration, for both
// databases. Migrations that have landed are never edited; this only appends.
import { spawnSync } from "node:child_process";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..");
const dialects = [
  { dialect: "sqlite", tables: "sqlite", out: "d1" },
  { dialect: "postgresql", tables: "postgres", out: "postgres" },
] as const;

for (const { dialect, tables, out } of dialects) {
  const schema = relative(root, join(root, `packages/storage/src/tables/${tables}/index.ts`));
  const { status } = spawnSync(
    "drizzle-kit",
    [
      "generate",
      `--dialect=${dialect}`,
      `--schema=./${schema}`,
      `--out=./migrations/${out}`,
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: "inherit", shell: process.platform === "win32" },
  );
  if (status !== 0) process.exit(status ?? 1);
}

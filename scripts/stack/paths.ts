/** Where the repository's parts are, for scripts that start them. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT: string = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
/** State of the local stack: database, objects, logs, credentials. Removing it starts afresh. */
export const STATE: string = join(ROOT, ".wrangler", "state");
export const BIN: string = join(ROOT, "node_modules", ".bin");
/** The Worker as it is deployed: code, assets and their configuration. */
export const BUILT_CONFIG: string = join(ROOT, "apps", "web", "build", "server", "wrangler.json");
export const MIGRATIONS_D1: string = join(ROOT, "migrations", "d1");
/** The embedded model. */
export const NANO: string = join(ROOT, "gpu-runner", "models", "nano");

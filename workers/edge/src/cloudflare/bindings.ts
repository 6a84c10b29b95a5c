import type { GradingMessage } from "../ports.ts";

/** What wrangler.toml binds, and the secrets of docs/deploy.md. */
export interface Bindings {
  readonly DB: D1Database;
  readonly OBJECTS: R2Bucket;
  readonly GRADING: Queue<GradingMessage>;
  readonly HYPERDRIVE: Hyperdrive;
  readonly RATE_LIMIT: RateLimit;
  readonly STORE?: "d1" | "postgres";
  /** Milliseconds, as text: how long a run may stand still before its message is sent again. */
  readonly STALL_MS?: string;
  readonly ABANDON_MS?: string;
  readonly LEASE_TTL_MS?: string;
  readonly HIDDEN_DAILY_SUBMISSIONS?: string;
  readonly BOOTSTRAP_SECRET?: string;
  readonly ONCE_CODE?: string;
  readonly GITHUB_CLIENT_ID?: string;
  readonly GITHUB_CLIENT_SECRET?: string;
}

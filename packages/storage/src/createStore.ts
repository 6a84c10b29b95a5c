/** One store for both databases, put together from its questions by subject. */
import { sql } from "drizzle-orm";
import type { Connection } from "./connection.ts";
import { accountQueries } from "./queries/accounts.ts";
import { benchmarkQueries } from "./queries/benchmarks.ts";
import { gradingQueries } from "./queries/grading.ts";
import { jobQueries } from "./queries/jobs.ts";
import { productionQueries } from "./queries/production.ts";
import { resultQueries } from "./queries/results.ts";
import { runQueries } from "./queries/runs.ts";
import { sampleQueries } from "./queries/samples.ts";
import { uploadQueries } from "./queries/uploads.ts";
import { verificationQueries } from "./queries/verification.ts";
import type { Store } from "./store.ts";

export function createStore(connection: Connection): Store {
  return {
    close: () => connection.close(),
    ping: async () => {
      await connection.atomically([sql`select 1`]);
    },
    ...accountQueries(connection),
    ...benchmarkQueries(connection),
    ...runQueries(connection),
    ...uploadQueries(connection),
    ...gradingQueries(connection),
    ...resultQueries(connection),
    ...sampleQueries(connection),
    ...jobQueries(connection),
    ...productionQueries(connection),
    ...verificationQueries(connection),
  };
}

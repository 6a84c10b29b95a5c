/** The whole product for one test file or bench: own port, own state, own database; all of it gone afterwards. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migratePostgres } from "@plumbline/storage/migratePostgres";
import { type Stack, type StackOptions, startStack } from "../../scripts/stack/startStack.ts";
import { freePort } from "./freePort.ts";
import { startPostgres } from "./startPostgres.ts";

export interface TestStack extends Stack {
  readonly state: string;
}

export type TestStackOptions = Partial<
  Pick<StackOptions, "store" | "runners" | "tickMs" | "vars" | "inspectorPort">
>;

export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const state = mkdtempSync(join(tmpdir(), "plumbline-"));
  const store = options.store ?? "d1";
  const postgres = store === "postgres" ? await startPostgres() : null;
  if (postgres !== null) await migratePostgres(postgres.url);
  const stack = await startStack({
    port: await freePort(),
    state,
    store,
    databaseUrl: postgres?.url,
    runners: options.runners ?? 0,
    tickMs: options.tickMs ?? 0,
    credentialsFile: join(state, "plumbline.json"),
    vars: options.vars,
    inspectorPort: options.inspectorPort,
  });
  return {
    ...stack,
    state,
    async stop() {
      await stack.stop();
      await postgres?.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

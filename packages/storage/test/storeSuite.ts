/** The one suite that every store passes, on a fresh database that all its tests share. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../src/store.ts";
import type { OpenedStore } from "./openedStore.ts";
import { accountSuite } from "./suite/accounts.ts";
import { benchmarkSuite } from "./suite/benchmarks.ts";
import { gradingSuite } from "./suite/grading.ts";
import { jobSuite } from "./suite/jobs.ts";
import { productionSuite } from "./suite/production.ts";
import { resultSuite } from "./suite/results.ts";
import { runSuite } from "./suite/runs.ts";
import { verificationSuite } from "./suite/verification.ts";

export function storeSuite(name: string, openStore: () => Promise<OpenedStore>): void {
  describe(name, () => {
    let opened: OpenedStore | undefined;
    beforeAll(async () => {
      opened = await openStore();
    });
    afterAll(() => opened?.stop());
    const store = (): Store => {
      if (opened === undefined) throw new Error(`${name} is not open`);
      return opened.store;
    };

    it("answers", async () => {
      await expect(store().ping()).resolves.toBeUndefined();
    });
    describe("accounts", () => accountSuite(store));
    describe("benchmarks", () => benchmarkSuite(store));
    describe("runs", () => runSuite(store));
    describe("grading", () => gradingSuite(store));
    describe("results", () => resultSuite(store));
    describe("jobs", () => jobSuite(store));
    describe("runs that jobs fill", () => productionSuite(store));
    describe("votes and judgements", () => verificationSuite(store));
  });
}

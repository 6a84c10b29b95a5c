// Decision: one vitest run, one project per kind of test, so that `npx vitest run --project unit` stays fast
// while `npm test` runs everything. Projects that need a built Worker share one global setup that builds it.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "packages/**/*.test.ts",
            "gpu-runner/**/*.test.ts",
            "apps/**/*.test.ts",
            "test/architecture/**/*.test.ts",
            "test/corpus/**/*.test.ts",
          ],
          exclude: ["packages/storage/**", "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "storage",
          include: ["packages/storage/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "edge",
          include: [
            "workers/**/*.test.ts",
            "test/endToEnd/**/*.test.ts",
            "test/fault/**/*.test.ts",
            "test/browser/**/*.test.ts",
          ],
          globalSetup: ["test/setup/buildWorker.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});

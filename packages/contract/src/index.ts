/** Shapes that cross a process: one file per subject, everything else in the house derives its types from here. */
export * from "./api/benchmarks.ts";
export * from "./api/checks.ts";
export * from "./api/jobs.ts";
export * from "./api/paging.ts";
export * from "./api/runs.ts";
export * from "./api/tokens.ts";
export * from "./gradeReport.ts";
export * from "./interchange.ts";
export * from "./limits.ts";
export * from "./outcome.ts";
export * from "./problemDetails.ts";
export * from "./records/account.ts";
export * from "./records/benchmark.ts";
export * from "./records/job.ts";
export * from "./records/primitives.ts";
export * from "./records/run.ts";
export * from "./records/sample.ts";

export * from "./accounts.ts";
export * from "./benchmarks.ts";
export * from "./jobs.ts";
export * from "./runs.ts";
export * from "./samples.ts";

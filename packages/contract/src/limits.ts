/** Sizes that every process agrees on. Bytes unless the name says otherwise. */
export const LIMITS = {
  /** One line of an upload. A longer one is reported as `line_too_long` and skipped. */
  lineBytes: 16 * 1024 * 1024,
  /** One upload, all its parts together. */
  uploadBytes: 5 * 1024 * 1024 * 1024,
  /** One request body that carries a part of an upload (a production Worker takes 100 MB at most). */
  partBytes: 32 * 1024 * 1024,
  /** One JSON request body. */
  jsonBytes: 8 * 1024 * 1024,
  /** A grading step reads this much of the upload at a time. */
  chunkBytes: 4 * 1024 * 1024,
  /** Rows in one page of a list. */
  pageRows: 200,
  /** A single JSON column. */
  columnBytes: 512 * 1024,
  /** Problems in one version of a benchmark. */
  benchmarkProblems: 100_000,
  /** Problems in one request that creates or extends a benchmark version. */
  problemsPerRequest: 2_000,
  /** Malformed lines kept with their reason; further ones are only counted. */
  invalidLinesKept: 1_000,
  /** Longest wait of a lease request, in seconds. */
  leaseWaitSeconds: 25,
} as const;

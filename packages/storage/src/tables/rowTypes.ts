/**
 * Compile-time proof that both dialects have the same rows and that the rows are the contract's records: a column that
 * exists on one side only, or with another type, is a type error here. Nothing runs.
 */
import type {
  Account,
  Aggregate,
  Benchmark,
  BenchmarkVersion,
  Dispute,
  Event,
  Job,
  JobBatch,
  Judgement,
  Model,
  Problem,
  Publication,
  QuotaUse,
  Run,
  RunInvalidLine,
  Sample,
  Token,
  Upload,
  Verdict,
  Vote,
} from "@plumbline/contract";
import type * as postgres from "./postgres/index.ts";
import type * as sqlite from "./sqlite/index.ts";

type Table = { readonly $inferSelect: unknown };
type Row<T> = T extends Table ? T["$inferSelect"] : never;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Fits<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Prove<T extends true> = T;

type Tables = keyof typeof sqlite & keyof typeof postgres;
export type SameTables = Prove<Same<keyof typeof sqlite, keyof typeof postgres>>;
export type SameRows = Prove<
  { [K in Tables]: Same<Row<(typeof sqlite)[K]>, Row<(typeof postgres)[K]>> }[Tables]
>;

/** What the tables hold: the contract's records, a column for every optional field, and the sample's outcome. */
interface Records {
  accounts: Account;
  tokens: Token;
  quotaUses: QuotaUse;
  events: Event;
  benchmarks: Benchmark;
  benchmarkVersions: BenchmarkVersion;
  problems: Problem;
  disputes: Dispute;
  models: Model;
  runs: Run;
  uploads: Upload;
  invalidLines: Omit<RunInvalidLine, "column"> & { column: number | null };
  aggregates: Aggregate;
  publications: Publication;
  samples: Sample & Pick<Verdict, "outcome">;
  verdicts: Verdict;
  judgements: Judgement;
  votes: Vote;
  jobs: Job;
  jobBatches: JobBatch;
}
export type EveryTable = Prove<Same<keyof Records, Tables>>;
export type RowsAreRecords = Prove<{ [K in Tables]: Fits<Row<(typeof sqlite)[K]>, Records[K]> }[Tables]>;

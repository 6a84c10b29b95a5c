/**
 * The one store interface. Decision: methods are the product's questions, not a query builder, so that the same
 * class serves D1 and PostgreSQL and one test suite proves both. Nothing here knows grading; statistics come in as
 * numbers. Every write is idempotent or fenced, because queues deliver at least once and processes die.
 */
import type {
  Account,
  Aggregate,
  Benchmark,
  BenchmarkVersion,
  Event,
  InvalidLine,
  Job,
  JobBatch,
  JobKind,
  JobState,
  Judgement,
  Model,
  Outcome,
  OutcomeCounts,
  Page,
  Problem,
  Publication,
  Run,
  RunState,
  RunVisibility,
  Sample,
  Token,
  Upload,
  Verdict,
  Vote,
} from "@plumbline/contract";

/** A position in a list: pass the last page's `next`. */
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What one grading step found, committed as a whole or not at all. */
export interface GradedChunk {
  readonly runId: string;
  /** The epoch that the step started from; the commit is refused (`false`) where the run has moved on. */
  readonly fromEpoch: number;
  readonly samples: readonly Sample[];
  readonly verdicts: readonly Verdict[];
  readonly invalidLines: readonly InvalidLine[];
  /** Count of all malformed lines of the step, those not kept included. */
  readonly invalidCount: number;
  readonly counts: OutcomeCounts;
  readonly gradedBytes: number;
  readonly gradedLines: number;
  readonly at: number;
  /** The batch of a job that the samples come from; the commit is refused too where it is there already. */
  readonly batch?: Pick<JobBatch, "jobId" | "batch" | "objectKey"> | undefined;
}

/** A problem as the grading step needs it. */
export type ProblemKey = Pick<Problem, "id" | "key" | "statementHash" | "spec" | "specHash">;

/** `last`: the greatest index taken, -1 where the problem has no sample; `taken`: those of the asked indices. */
export interface TakenIndices {
  readonly last: number;
  readonly taken: ReadonlySet<number>;
}

/** Samples of one problem of a run by outcome: what every score is made of. */
export interface ProblemTally {
  readonly problemId: string;
  readonly cluster: string | null;
  readonly counts: OutcomeCounts;
}

export interface SampleWithVerdict {
  readonly sample: Sample;
  readonly problemKey: string;
  readonly gold: string;
  readonly verdict: Verdict | null;
}

/** A sample with its problem and how it is graded, for reading through a run. */
export interface PositionedSample extends Sample, Pick<Problem, "spec" | "statement" | "cluster"> {
  readonly problemKey: string;
  /** Of the active grader. */
  readonly outcome: Outcome;
}

export interface RunSummary {
  readonly run: Run;
  readonly model: Model;
  readonly account: string;
  readonly benchmark: Benchmark;
  readonly version: BenchmarkVersion;
  /** How far the job is that fills the run; null where none does. */
  readonly filling: Job["progress"] | null;
}

/** A sample as selection rules see it; votes are in the order of their index, null where a vote abstains. */
export interface VotedSample {
  readonly problemId: string;
  readonly cluster: string | null;
  /** Of the active grader. */
  readonly outcome: Outcome;
  /** The extracted answer, its first 2,000 characters; null where there is none. */
  readonly answer: string | null;
  readonly tokens: number | null;
  readonly votes: readonly (boolean | null)[];
  /** Mean of the votes whose tokens are known; null where none are. */
  readonly voteTokens: number | null;
}

export interface SampleFilter {
  readonly outcome?: Outcome | undefined;
  readonly problemKey?: string | undefined;
}

export interface Store {
  /** Clears what a test left behind is NOT here: tests make a new database. Ends connections. */
  close(): Promise<void>;
  /** Throws where the database cannot be reached; the health check calls it. */
  ping(): Promise<void>;

  // Accounts, tokens, audit
  findOrCreateAccount(name: string, at: number): Promise<Account>;
  account(id: string): Promise<Account | null>;
  insertToken(token: Token): Promise<void>;
  tokenByHash(hash: string): Promise<Token | null>;
  listTokens(
    accountId: string | null,
    page: PageRequest,
  ): Promise<Page<Token & { readonly account: string }>>;
  revokeToken(id: string, at: number): Promise<boolean>;
  countTokens(): Promise<number>;
  /** Counts one submission against `limit`; false = the quota of the day is used up and nothing was counted. */
  takeQuota(tokenId: string, day: string, limit: number): Promise<boolean>;
  refundQuota(tokenId: string, day: string): Promise<void>;
  appendEvent(event: Event): Promise<void>;
  listEvents(page: PageRequest): Promise<Page<Event>>;

  // Benchmarks
  createBenchmark(benchmark: Benchmark): Promise<Benchmark>;
  benchmarkBySlug(slug: string): Promise<Benchmark | null>;
  benchmark(id: string): Promise<Benchmark | null>;
  listBenchmarks(page: PageRequest): Promise<Page<Benchmark>>;
  insertVersion(version: BenchmarkVersion): Promise<void>;
  /** The newest version in the state, or of any state. */
  latestVersion(benchmarkId: string, state: "draft" | "sealed" | null): Promise<BenchmarkVersion | null>;
  version(id: string): Promise<BenchmarkVersion | null>;
  versionByNumber(benchmarkId: string, version: number): Promise<BenchmarkVersion | null>;
  sealVersion(id: string, specHash: string, problemCount: number): Promise<void>;
  deleteDraft(versionId: string): Promise<void>;
  /** Existing keys are left as they are; returns how many were new. */
  insertProblems(problems: readonly Problem[]): Promise<number>;
  listProblems(versionId: string, page: PageRequest): Promise<Page<Problem>>;
  problem(id: string): Promise<Problem | null>;
  /** Problems by key or by statement hash, for one grading step. Order is not stated. */
  findProblems(
    versionId: string,
    keys: readonly string[],
    statementHashes: readonly string[],
  ): Promise<ProblemKey[]>;
  countPublicRuns(benchmarkVersionId: string): Promise<number>;

  // Models and runs
  findOrCreateModel(model: Model): Promise<Model>;
  insertRun(run: Run): Promise<void>;
  run(id: string): Promise<Run | null>;
  runSummary(id: string): Promise<RunSummary | null>;
  listRuns(
    filter: {
      readonly benchmarkId?: string | undefined;
      readonly accountId?: string | undefined;
      readonly publicOnly: boolean;
    },
    page: PageRequest,
  ): Promise<Page<RunSummary>>;
  /** A finished or running run with the same content, version, model, sampling and account; not failed, not deleted. */
  findReplay(
    run: Pick<Run, "accountId" | "benchmarkVersionId" | "modelId" | "samplingHash" | "rowModel"> & {
      contentHash: string;
      exceptRunId: string;
    },
  ): Promise<Run | null>;
  changeRun(
    id: string,
    change: { readonly visibility?: RunVisibility | undefined; readonly label?: string | null | undefined },
  ): Promise<void>;
  /** `awaiting_upload` -> `grading`; false where the run is not awaiting an upload. */
  startGrading(
    id: string,
    object: { objectKey: string; objectBytes: number; contentHash: string },
    at: number,
  ): Promise<boolean>;
  /** Any unfinished state -> a finished one; false where it is finished already. */
  finishRun(
    id: string,
    state: "complete" | "complete_with_errors" | "failed",
    failure: string | null,
    at: number,
  ): Promise<boolean>;
  /**
   * Removes samples, invalid lines and aggregates, keeps the run row as `deleted`. Verdicts stay: they belong to contents.
   * True for the one call that deleted it; with `from`, false too where the run is in another state.
   */
  deleteRun(id: string, at: number, from?: RunState): Promise<boolean>;
  /** Runs whose upload is in `grading` and whose last progress is older than `before`. */
  stalledRuns(before: number, limit: number): Promise<Run[]>;
  /** Runs in `awaiting_upload` created before: their uploads were abandoned. */
  abandonedRuns(before: number, limit: number): Promise<Run[]>;
  insertUpload(upload: Upload): Promise<void>;
  upload(id: string): Promise<Upload | null>;
  addUploadPart(id: string, part: Upload["parts"][number]): Promise<void>;
  /** Uploads of the run that nobody has completed or aborted. */
  openUploads(runId: string): Promise<Upload[]>;
  closeUpload(id: string, state: "complete" | "aborted"): Promise<void>;

  // Grading
  /** True = committed; false = another delivery had committed this step before. */
  commitChunk(chunk: GradedChunk): Promise<boolean>;
  /** What is taken of the problems asked for. The cost follows the step, not the size of the run. */
  takenIndices(
    runId: string,
    asked: readonly { readonly problemId: string; readonly indices: readonly number[] }[],
  ): Promise<ReadonlyMap<string, TakenIndices>>;
  insertVerdicts(verdicts: readonly Verdict[]): Promise<void>;
  /** Samples of the run that the grader has no verdict on. */
  countUnseen(runId: string, grader: string): Promise<number>;
  /** Makes another grader's verdicts the ones shown, with the counts recomputed from them. */
  activateGrader(runId: string, grader: string, at: number): Promise<Run>;
  listInvalidLines(runId: string, page: PageRequest): Promise<Page<InvalidLine>>;

  // Results
  /** Recomputed from samples and active verdicts, whatever the run's counters say. */
  problemTallies(runId: string): Promise<ProblemTally[]>;
  replaceAggregates(runId: string, aggregates: readonly Aggregate[]): Promise<void>;
  aggregates(runIds: readonly string[]): Promise<Aggregate[]>;
  runUsage(runId: string): Promise<{ readonly cost: number | null; readonly medianTokensOut: number | null }>;
  listSamples(runId: string, filter: SampleFilter, page: PageRequest): Promise<Page<SampleWithVerdict>>;
  /** In order of arrival, which is that of position in their object: many responses with few ranged reads. */
  listSamplesByPosition(runId: string, page: PageRequest): Promise<Page<PositionedSample>>;
  sample(id: string): Promise<SampleWithVerdict | null>;
  /** Ids of the samples before and after in the order of `listSamples`. */
  sampleNeighbours(
    sample: Sample,
  ): Promise<{ readonly previousId: string | null; readonly nextId: string | null }>;
  /** Every verdict of this output for this spec, newest first. */
  verdictHistory(outputHash: string, specHash: string): Promise<Verdict[]>;
  /**
   * Ranked candidates: public, complete runs of the version. Those that answer most problems come first, then those of
   * the highest accuracy, so that a limit cuts the worst and not the oldest.
   */
  publicRuns(benchmarkVersionId: string, limit: number): Promise<RunSummary[]>;
  /** Public, complete runs that have samples of the problem, newest first. A page may hold fewer than its limit. */
  problemResults(
    problemId: string,
    page: PageRequest,
  ): Promise<Page<{ run: Run; model: Model; counts: OutcomeCounts; firstSampleId: string }>>;
  insertPublication(publication: Publication): Promise<void>;

  // Votes and judgements
  /** One of the samples that is not of the run; null where all are. */
  findForeignSample(runId: string, sampleIds: readonly string[]): Promise<string | null>;
  /** How many different outputs are none of the run's. */
  countForeignOutputs(
    runId: string,
    outputs: readonly Pick<Verdict, "specHash" | "outputHash">[],
  ): Promise<number>;
  /** Those for samples of the run; votes that are there already stay as they are. */
  insertVotes(runId: string, votes: readonly Vote[]): Promise<void>;
  insertJudgements(runId: string, judgements: readonly Judgement[]): Promise<void>;
  /** By verifier and index, the first 1,000. */
  votesOn(sampleId: string): Promise<Vote[]>;
  judgementsOn(sampleId: string): Promise<Judgement[]>;
  /** Whose votes the run has, and how many; most votes first. */
  verifiers(runId: string): Promise<{ readonly verifier: string; readonly votes: number }[]>;
  /** Every sample of the run, by problem and index, with the votes of one verifier, or without votes. */
  votedSamples(runId: string, verifier: string | null): Promise<VotedSample[]>;

  // Runs that jobs fill
  /** Inserts a job and moves its run `awaiting_upload` -> `grading`; false = the run does not wait, nothing is done. */
  startJob(job: Job): Promise<boolean>;
  hasBatch(jobId: string, batch: number): Promise<boolean>;
  /** The newest job that fills or filled the run. */
  fillingJob(runId: string): Promise<Job | null>;
  /** Runs in `grading` without an upload that no queued or leased job fills. */
  unfilledRuns(limit: number): Promise<Run[]>;

  // Jobs and leases; all times are the server's
  /** A job whose id is there already is left as it is. */
  insertJob(job: Job): Promise<void>;
  job(id: string): Promise<Job | null>;
  jobPosition(job: Job): Promise<number | null>;
  listJobs(
    filter: {
      readonly state?: JobState | undefined;
      readonly runId?: string | undefined;
      readonly accountId?: string | undefined;
    },
    page: PageRequest,
  ): Promise<Page<Job>>;
  /** Atomically leases the oldest queued job of the kinds: attempt counted, fence grown. */
  leaseJob(
    request: {
      readonly runner: string;
      readonly kinds: readonly JobKind[];
      /** Models that the runner has; a job that names another, or another as its scorer, is passed over. */
      readonly models: readonly string[];
      readonly gold: boolean;
      readonly ttlMs: number;
    },
    now: number,
  ): Promise<Job | null>;
  /** Extends the lease; null = lost (wrong fence, expired, finished). */
  heartbeatJob(id: string, fence: number, ttlMs: number, now: number): Promise<Job | null>;
  /** Stores the checkpoint and progress under the fence and extends the lease; false = lost. */
  checkpointJob(
    id: string,
    fence: number,
    state: Pick<Job, "checkpoint" | "progress">,
    ttlMs: number,
    now: number,
  ): Promise<boolean>;
  /** leased -> done | failed | cancelled, or back to queued for a retry; false = lost. */
  finishJob(
    id: string,
    fence: number,
    end: {
      readonly state: "done" | "failed" | "cancelled" | "queued" | "dead";
      readonly result?: Job["result"];
      readonly failure?: string | null;
      readonly batchPlan?: Job["batchPlan"];
      /** Left as counted where left out. */
      readonly attempts?: number;
    },
    now: number,
  ): Promise<boolean>;
  /** queued -> cancelled at once; leased -> the next heartbeat says so. */
  cancelJob(id: string, now: number): Promise<Job | null>;
  /** As `cancelJob`, for every job of the run. */
  cancelJobsOf(runId: string, now: number): Promise<void>;
  /** dead, failed or cancelled -> queued, attempts from 0. A run that failed with the job is in `grading` again. */
  requeueJob(id: string, now: number): Promise<boolean>;
  /** Expired leases -> queued, or dead where attempts are used up, or cancelled where that was asked. */
  expireLeases(now: number): Promise<number>;
}

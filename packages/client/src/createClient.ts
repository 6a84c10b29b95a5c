/** Builds the client. One method per route, in the order of the API's documentation. */
import {
  type AddProblems,
  type BenchmarkView,
  type Board,
  benchmarkViewSchema,
  boardSchema,
  type ChangeRun,
  type CheckReply,
  type CheckRequest,
  type CreateBenchmark,
  type CreatedToken,
  type CreateJob,
  type CreateRun,
  type CreateToken,
  checkReplySchema,
  createdTokenSchema,
  type HeartbeatReply,
  heartbeatReplySchema,
  type InvalidLine,
  invalidLineSchema,
  type JobComplete,
  type JobFail,
  type JobJudgements,
  type JobProblems,
  type JobReport,
  type JobRows,
  type JobSamples,
  type JobView,
  type JobVotes,
  jobProblemsSchema,
  jobSamplesSchema,
  jobViewSchema,
  type Lease,
  type LeaseRequest,
  leaseReplySchema,
  type Page,
  type ProblemDetails,
  type ProblemResult,
  type ProblemView,
  pageSchema,
  problemDetailsSchema,
  problemResultSchema,
  problemViewSchema,
  type RunQuery,
  type RunResults,
  type RunSelection,
  type RunView,
  runResultsSchema,
  runSelectionSchema,
  runViewSchema,
  type SampleQuery,
  type SampleRow,
  type SampleView,
  type StartedUpload,
  sampleRowSchema,
  sampleViewSchema,
  startedUploadSchema,
  type TokenView,
  tokenViewSchema,
  type Uploaded,
  type UploadPart,
  uploadedSchema,
  uploadPartSchema,
  type Viewer,
  viewerSchema,
} from "@plumbline/contract";

export interface ClientOptions {
  /** Origin of the server, `http://127.0.0.1:8787`. */
  readonly baseUrl: string;
  readonly token?: string | undefined;
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A reply that is not a success. `problem` is the server's own explanation. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: ProblemDetails;
  constructor(problem: ProblemDetails) {
    super(problem.fix === undefined ? problem.detail : `${problem.detail} ${problem.fix}`);
    this.name = "ApiError";
    this.status = problem.status;
    this.problem = problem;
  }
}

/** What `fetch` takes as a body, by the name that Node, Workers and browsers share. */
type RequestBody = NonNullable<RequestInit["body"]>;

interface Parser<T> {
  parse(value: unknown): T;
}
type Query = Readonly<Record<string, string | number | boolean | undefined>>;
interface Call {
  readonly query?: Query | undefined;
  readonly json?: unknown;
  readonly body?: RequestBody | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Bytes of an upload; `gzip` says that they are compressed. `length` is needed where `body` is a stream. */
export interface UploadBody {
  readonly body: RequestBody;
  readonly length: number;
  readonly gzip?: boolean | undefined;
}

export interface Client {
  health(): Promise<{ status: string }>;
  check(pair: CheckRequest): Promise<CheckReply>;
  viewer(): Promise<Viewer>;
  bootstrapToken(secret: string, token: CreateToken): Promise<CreatedToken>;
  createToken(token: CreateToken): Promise<CreatedToken>;
  listTokens(cursor?: string): Promise<Page<TokenView>>;
  revokeToken(id: string): Promise<void>;
  createBenchmark(benchmark: CreateBenchmark): Promise<BenchmarkView>;
  addProblems(slug: string, problems: AddProblems): Promise<BenchmarkView>;
  listBenchmarks(cursor?: string): Promise<Page<BenchmarkView>>;
  benchmark(slug: string): Promise<BenchmarkView>;
  listProblems(slug: string, query?: { cursor?: string; limit?: number }): Promise<Page<ProblemView>>;
  problem(id: string): Promise<ProblemView>;
  problemResults(id: string, query?: { cursor?: string; limit?: number }): Promise<Page<ProblemResult>>;
  leaderboard(slug: string): Promise<Board>;
  createRun(run: CreateRun): Promise<RunView>;
  upload(runId: string, body: UploadBody): Promise<Uploaded>;
  startUpload(runId: string): Promise<StartedUpload>;
  uploadPart(runId: string, uploadId: string, number: number, body: UploadBody): Promise<UploadPart>;
  completeUpload(runId: string, uploadId: string): Promise<Uploaded>;
  listRuns(query?: RunQuery): Promise<Page<RunView>>;
  run(id: string): Promise<RunView>;
  changeRun(id: string, change: ChangeRun): Promise<RunView>;
  deleteRun(id: string): Promise<void>;
  results(runId: string): Promise<RunResults>;
  /** What sampling and verification are worth on the run. */
  selection(runId: string, query?: { verifier?: string; seed?: number }): Promise<RunSelection>;
  /** Heavy jobs of the run, newest first, for everybody who may see the run. */
  runJobs(runId: string): Promise<Page<JobView>>;
  listSamples(runId: string, query?: SampleQuery): Promise<Page<SampleRow>>;
  listInvalidLines(runId: string, query?: { cursor?: string; limit?: number }): Promise<Page<InvalidLine>>;
  sample(id: string): Promise<SampleView>;
  createJob(job: CreateJob): Promise<JobView>;
  listJobs(query?: { cursor?: string; state?: string; runId?: string }): Promise<Page<JobView>>;
  job(id: string): Promise<JobView>;
  cancelJob(id: string): Promise<JobView>;
  requeueJob(id: string): Promise<JobView>;
  leaseJob(request: LeaseRequest): Promise<Lease | null>;
  heartbeat(jobId: string, fence: number): Promise<HeartbeatReply>;
  jobSamples(jobId: string, fence: number, cursor: string | null): Promise<JobSamples>;
  jobProblems(jobId: string, fence: number, cursor: string | null): Promise<JobProblems>;
  reportRows(jobId: string, rows: JobRows): Promise<HeartbeatReply>;
  reportVotes(jobId: string, votes: JobVotes): Promise<HeartbeatReply>;
  reportJudgements(jobId: string, judgements: JobJudgements): Promise<HeartbeatReply>;
  reportJob(jobId: string, report: JobReport): Promise<HeartbeatReply>;
  completeJob(jobId: string, end: JobComplete): Promise<void>;
  failJob(jobId: string, end: JobFail): Promise<void>;
}

export function createClient(options: ClientOptions): Client {
  const base = `${options.baseUrl.replace(/\/+$/, "")}/api/v1`;
  const send = options.fetch ?? ((request: Request) => globalThis.fetch(request));

  async function call<T>(
    method: string,
    path: string,
    parser: Parser<T> | null,
    { query, json, body, headers }: Call = {},
  ): Promise<T> {
    const url = new URL(base + path);
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const request = new Request(url, {
      method,
      headers: {
        accept: "application/json",
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(body === undefined ? {} : { body, duplex: "half" }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    } as RequestInit);
    const response = await send(request);
    if (!response.ok) throw new ApiError(await toProblem(response));
    return parser === null ? (undefined as T) : parser.parse(await response.json());
  }

  const get = <T>(path: string, parser: Parser<T>, query?: Query) => call("GET", path, parser, { query });
  const post = <T>(path: string, parser: Parser<T> | null, json: unknown) =>
    call("POST", path, parser, { json });
  const bytes = ({ body, length, gzip }: UploadBody): Call => ({
    body,
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(length),
      ...(gzip === true ? { "content-encoding": "gzip" } : {}),
    },
  });
  const id = encodeURIComponent;

  return {
    health: () => get("/health", { parse: (value) => value as { status: string } }),
    check: (pair) => post("/check", checkReplySchema, pair),
    viewer: () => get("/viewer", viewerSchema),
    bootstrapToken: (secret, token) =>
      call("POST", "/tokens/bootstrap", createdTokenSchema, {
        json: token,
        headers: { "x-bootstrap-secret": secret },
      }),
    createToken: (token) => post("/tokens", createdTokenSchema, token),
    listTokens: (cursor) => get("/tokens", pageSchema(tokenViewSchema), { cursor }),
    revokeToken: (token) => call("DELETE", `/tokens/${id(token)}`, null),
    createBenchmark: (benchmark) => post("/benchmarks", benchmarkViewSchema, benchmark),
    addProblems: (slug, problems) => post(`/benchmarks/${id(slug)}/problems`, benchmarkViewSchema, problems),
    listBenchmarks: (cursor) => get("/benchmarks", pageSchema(benchmarkViewSchema), { cursor }),
    benchmark: (slug) => get(`/benchmarks/${id(slug)}`, benchmarkViewSchema),
    listProblems: (slug, query) =>
      get(`/benchmarks/${id(slug)}/problems`, pageSchema(problemViewSchema), query),
    problem: (problem) => get(`/problems/${id(problem)}`, problemViewSchema),
    problemResults: (problem, query) =>
      get(`/problems/${id(problem)}/results`, pageSchema(problemResultSchema), query),
    leaderboard: (slug) => get(`/leaderboards/${id(slug)}`, boardSchema),
    createRun: (run) => post("/runs", runViewSchema, run),
    upload: (run, body) => call("PUT", `/runs/${id(run)}/upload`, uploadedSchema, bytes(body)),
    startUpload: (run) => post(`/runs/${id(run)}/uploads`, startedUploadSchema, {}),
    uploadPart: (run, upload, number, body) =>
      call("PUT", `/runs/${id(run)}/uploads/${id(upload)}/parts/${number}`, uploadPartSchema, bytes(body)),
    completeUpload: (run, upload) =>
      post(`/runs/${id(run)}/uploads/${id(upload)}/complete`, uploadedSchema, {}),
    listRuns: (query) => get("/runs", pageSchema(runViewSchema), query),
    run: (run) => get(`/runs/${id(run)}`, runViewSchema),
    changeRun: (run, change) => call("PATCH", `/runs/${id(run)}`, runViewSchema, { json: change }),
    deleteRun: (run) => call("DELETE", `/runs/${id(run)}`, null),
    results: (run) => get(`/runs/${id(run)}/results`, runResultsSchema),
    selection: (run, query) => get(`/runs/${id(run)}/selection`, runSelectionSchema, query),
    runJobs: (run) => get(`/runs/${id(run)}/jobs`, pageSchema(jobViewSchema)),
    listSamples: (run, query) => get(`/runs/${id(run)}/samples`, pageSchema(sampleRowSchema), query as Query),
    listInvalidLines: (run, query) =>
      get(`/runs/${id(run)}/invalid-lines`, pageSchema(invalidLineSchema), query),
    sample: (sample) => get(`/samples/${id(sample)}`, sampleViewSchema),
    createJob: (job) => post("/jobs", jobViewSchema, job),
    listJobs: (query) => get("/jobs", pageSchema(jobViewSchema), query),
    job: (job) => get(`/jobs/${id(job)}`, jobViewSchema),
    cancelJob: (job) => post(`/jobs/${id(job)}/cancel`, jobViewSchema, {}),
    requeueJob: (job) => post(`/jobs/${id(job)}/requeue`, jobViewSchema, {}),
    leaseJob: async (request) => (await post("/jobs/lease", leaseReplySchema, request)).lease,
    heartbeat: (job, fence) => post(`/jobs/${id(job)}/heartbeat`, heartbeatReplySchema, { fence }),
    jobSamples: (job, fence, cursor) =>
      get(`/jobs/${id(job)}/samples`, jobSamplesSchema, { fence, cursor: cursor ?? undefined }),
    jobProblems: (job, fence, cursor) =>
      get(`/jobs/${id(job)}/problems`, jobProblemsSchema, { fence, cursor: cursor ?? undefined }),
    reportRows: (job, rows) => post(`/jobs/${id(job)}/rows`, heartbeatReplySchema, rows),
    reportVotes: (job, votes) => post(`/jobs/${id(job)}/votes`, heartbeatReplySchema, votes),
    reportJudgements: (job, judgements) =>
      post(`/jobs/${id(job)}/judgements`, heartbeatReplySchema, judgements),
    reportJob: (job, report) => post(`/jobs/${id(job)}/report`, heartbeatReplySchema, report),
    completeJob: (job, end) => post(`/jobs/${id(job)}/complete`, null, end),
    failJob: (job, end) => post(`/jobs/${id(job)}/fail`, null, end),
  };
}

/** Reads problem+json; a reply of another kind (a proxy's page, an empty 502) still becomes a named problem. */
async function toProblem(response: Response): Promise<ProblemDetails> {
  const text = await response.text();
  try {
    return problemDetailsSchema.parse(JSON.parse(text));
  } catch {
    return {
      type: "urn:plumbline:problem:unavailable",
      title: response.statusText || "Unexpected reply",
      status: response.status,
      code: response.status >= 500 ? "unavailable" : "invalid_request",
      detail: `The server answered ${response.status} without an explanation: ${text.slice(0, 200)}`,
    };
  }
}

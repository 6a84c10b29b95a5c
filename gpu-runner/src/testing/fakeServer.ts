/**
 * A server of one job, in process, behind the real client: the routes that a runner calls, with the fence, expiry,
 * checkpoint and cancel of the real one, and with faults on demand. Replies are held to the contract by the client.
 */
import type {
  InterchangeRow,
  Job,
  JobJudgements,
  JobKind,
  JobProblems,
  JobReport,
  JobRows,
  JobSample,
  JobVotes,
  Lease,
  LeaseRequest,
} from "@plumbline/contract";

export interface FakeServer {
  fetch(request: Request): Promise<Response>;
  readonly job: {
    state: Job["state"];
    fence: number;
    attempts: number;
    checkpoint: Record<string, unknown>;
    progress: { done: number; total: number | null };
    cancel: boolean;
  };
  /** Verdicts as they stand: by output, so that a batch sent twice counts once. */
  readonly verdicts: Map<string, JobReport["verdicts"][number]>;
  /** Rows by the number of their batch: the first that came with a number stands. */
  readonly batches: Map<number, readonly InterchangeRow[]>;
  /** All rows, batch after batch. */
  rows(): readonly InterchangeRow[];
  /** Votes by sample, verifier and index: the first stands. */
  readonly votes: Map<string, JobVotes["votes"][number] & { readonly verifier: string }>;
  /** Judgements by sample, judge and step: the first stands. */
  readonly judgements: Map<string, JobJudgements["judgements"][number] & { readonly judge: string }>;
  readonly calls: string[];
  /** What was said at the end. */
  readonly ends: Record<string, unknown>[];
  /** Called before each request; a reply instead of the real one, or nothing. */
  fault: (call: string, count: number) => Response | Promise<Response | null> | "drop" | "lose reply" | null;
  /** Somebody else gets the job: the fence grows. */
  takeAway(): void;
}

export interface FakeOptions {
  readonly samples?: readonly JobSample[];
  readonly problems?: JobProblems["items"];
  readonly pageSize: number;
  readonly kind?: JobKind;
  readonly payload?: Record<string, unknown>;
  readonly promptTemplate?: string;
  readonly ttlMs?: number;
  readonly checkpoint?: Record<string, unknown>;
}

export function problem(status: number, code: string): Response {
  const detail = `refused with ${code}`;
  return Response.json(
    { type: `urn:plumbline:problem:${code}`, title: code, status, code, detail },
    { status },
  );
}

export function createFakeServer({
  samples = [],
  problems = [],
  pageSize,
  kind = "regrade",
  payload = {},
  promptTemplate,
  ttlMs = 60_000,
  checkpoint = {},
}: FakeOptions): FakeServer {
  const progress = { done: 0, total: null };
  const job: FakeServer["job"] = {
    state: "queued",
    fence: 0,
    attempts: 0,
    checkpoint,
    progress,
    cancel: false,
  };
  const calls: string[] = [];
  const counts = new Map<string, number>();

  const server: FakeServer = {
    job,
    calls,
    verdicts: new Map(),
    batches: new Map(),
    votes: new Map(),
    judgements: new Map(),
    ends: [],
    rows: () => [...server.batches].sort(([left], [right]) => left - right).flatMap(([, rows]) => rows),
    fault: () => null,
    takeAway: () => {
      job.fence += 1;
    },
    async fetch(request) {
      const call = new URL(request.url).pathname.split("/").at(-1) ?? "";
      const count = (counts.get(call) ?? 0) + 1;
      counts.set(call, count);
      calls.push(call);
      const fault = await server.fault(call, count);
      if (fault instanceof Response) return fault;
      if (fault === "drop") throw new TypeError("fetch failed");
      const reply = await answer(call, request);
      if (fault === "lose reply") throw new TypeError("fetch failed");
      return reply;
    },
  };

  async function answer(call: string, request: Request): Promise<Response> {
    const url = new URL(request.url);
    const body = request.method === "GET" ? {} : ((await request.json()) as Record<string, unknown>);
    if (call === "lease") return Response.json({ lease: lease(body as unknown as LeaseRequest) });
    const fence = request.method === "GET" ? Number(url.searchParams.get("fence")) : body["fence"];
    if (fence !== job.fence || job.state !== "leased") return problem(409, "lease_lost");
    switch (call) {
      case "samples":
        return Response.json({ ...page(samples, url.searchParams.get("cursor")), policy: "default" });
      case "problems":
        return Response.json(page(problems, url.searchParams.get("cursor")));
      case "report": {
        for (const verdict of (body as unknown as JobReport).verdicts)
          server.verdicts.set(verdict.outputHash, verdict);
        return stored(body as unknown as JobReport);
      }
      case "rows": {
        const { batch, rows } = body as unknown as JobRows;
        if (!server.batches.has(batch)) server.batches.set(batch, rows);
        return stored(body as unknown as JobRows);
      }
      case "votes": {
        const { verifier, votes } = body as unknown as JobVotes;
        for (const vote of votes) {
          const key = `${vote.sampleId} ${verifier} ${vote.index}`;
          if (!server.votes.has(key)) server.votes.set(key, { ...vote, verifier });
        }
        return stored(body as unknown as JobVotes);
      }
      case "judgements": {
        const { judge, judgements } = body as unknown as JobJudgements;
        for (const judgement of judgements) {
          const key = `${judgement.sampleId} ${judge} ${judgement.step}`;
          if (!server.judgements.has(key)) server.judgements.set(key, { ...judgement, judge });
        }
        return stored(body as unknown as JobJudgements);
      }
      case "heartbeat":
        return Response.json({ cancel: job.cancel, ttlMs });
      case "complete":
        job.state = "done";
        server.ends.push(body);
        return new Response(null, { status: 204 });
      case "fail":
        job.state = job.cancel ? "cancelled" : body["retry"] === true ? "queued" : "failed";
        server.ends.push(body);
        return new Response(null, { status: 204 });
      default:
        return problem(404, "not_found");
    }
  }

  function stored({ checkpoint, progress }: Pick<JobReport, "checkpoint" | "progress">): Response {
    job.checkpoint = checkpoint;
    job.progress = progress;
    return Response.json({ cancel: job.cancel, ttlMs });
  }

  function lease({ kinds, models = [] }: LeaseRequest): Lease | null {
    const model = payload["model"];
    if (job.state !== "queued" || !kinds.includes(kind)) return null;
    if (typeof model === "string" && !models.includes(model)) return null;
    job.state = "leased";
    job.fence += 1;
    job.attempts += 1;
    const { fence, attempts } = job;
    return {
      jobId: "job-1",
      kind,
      runId: "run-1",
      payload,
      checkpoint: job.checkpoint,
      fence,
      attempt: attempts,
      ttlMs,
      promptTemplate,
    };
  }

  function page<Item>(items: readonly Item[], cursor: string | null) {
    const start = cursor === null ? 0 : Number(cursor);
    const end = start + pageSize;
    const next = end < items.length ? String(end) : null;
    return { items: items.slice(start, end), next, total: items.length };
  }
  return server;
}

/** `count` outputs, every second one right. */
export function makeSamples(count: number): JobSample[] {
  return Array.from({ length: count }, (_, at) =>
    makeSample(at, `So it is \\boxed{${at % 2 === 0 ? 4 : 5}}.`),
  );
}

/** An output to the problem "What is 2+2?" number `at`; right where it comes to 4. */
export function makeSample(at: number, response: string, given: Partial<JobSample> = {}): JobSample {
  return {
    sampleId: `run-1.${at}.0`,
    problemKey: `p-${at}`,
    statement: `What is 2+2? (${at})`,
    index: 0,
    source: null,
    outputHash: `output-${String(at).padStart(15, "0")}`,
    specHash: "spec-00000000000000000",
    response,
    finish: at % 3 === 0 ? "stop" : null,
    spec: { gold: "4", type: "auto" },
    outcome: at % 2 === 0 ? "correct" : "incorrect",
    ...given,
  };
}

export function makeProblems(count: number): JobProblems["items"] {
  return Array.from({ length: count }, (_, at) => ({
    problemId: `id-${at}`,
    key: `p-${at}`,
    statement: `What is ${at}+${at}?`,
    cluster: null,
  }));
}

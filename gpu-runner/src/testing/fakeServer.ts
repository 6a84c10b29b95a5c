/**
 * A server of one job, in process, behind the real client: the routes that a runner calls, with the fence, expiry,
 * checkpoint and cancel of the real one, and with faults on demand. Replies are held to the contract by the client.
 */
import type { Job, JobReport, JobSample, JobSamples, Lease } from "@plumbline/contract";

export interface FakeServer {
  fetch(request: Request): Promise<Response>;
  readonly job: {
    state: Job["state"];
    fence: number;
    attempts: number;
    checkpoint: Record<string, unknown>;
    cancel: boolean;
  };
  /** Verdicts as they stand: by output, so that a batch sent twice counts once. */
  readonly verdicts: Map<string, JobReport["verdicts"][number]>;
  readonly calls: string[];
  /** What was said at the end. */
  readonly ends: unknown[];
  /** Called before each request; a reply instead of the real one, or nothing. */
  fault: (call: string, count: number) => Response | Promise<Response | null> | "drop" | "lose reply" | null;
  /** Somebody else gets the job: the fence grows. */
  takeAway(): void;
}

export interface FakeOptions {
  readonly samples: readonly JobSample[];
  readonly pageSize: number;
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
  samples,
  pageSize,
  ttlMs = 60_000,
  checkpoint = {},
}: FakeOptions): FakeServer {
  const job: FakeServer["job"] = { state: "queued", fence: 0, attempts: 0, checkpoint, cancel: false };
  const calls: string[] = [];
  const counts = new Map<string, number>();

  const server: FakeServer = {
    job,
    calls,
    verdicts: new Map(),
    ends: [],
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
    if (call === "lease") return Response.json({ lease: lease() });
    const url = new URL(request.url);
    const body = request.method === "GET" ? {} : ((await request.json()) as Record<string, unknown>);
    const fence = request.method === "GET" ? Number(url.searchParams.get("fence")) : body["fence"];
    if (fence !== job.fence || job.state !== "leased") return problem(409, "lease_lost");
    switch (call) {
      case "samples":
        return Response.json(page(url.searchParams.get("cursor")));
      case "report": {
        const report = body as unknown as JobReport;
        for (const verdict of report.verdicts) server.verdicts.set(verdict.outputHash, verdict);
        job.checkpoint = report.checkpoint;
        return Response.json({ cancel: job.cancel, ttlMs });
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

  function lease(): Lease | null {
    if (job.state !== "queued") return null;
    job.state = "leased";
    job.fence += 1;
    job.attempts += 1;
    const { fence, attempts } = job;
    return {
      jobId: "job-1",
      kind: "regrade",
      runId: "run-1",
      payload: {},
      checkpoint: job.checkpoint,
      fence,
      attempt: attempts,
      ttlMs,
    };
  }

  function page(cursor: string | null): JobSamples {
    const start = cursor === null ? 0 : Number(cursor);
    const end = start + pageSize;
    const next = end < samples.length ? String(end) : null;
    return { items: samples.slice(start, end), next, policy: "default", total: samples.length };
  }
  return server;
}

/** `count` outputs, every second one right. */
export function makeSamples(count: number): JobSample[] {
  return Array.from({ length: count }, (_, at) => ({
    sampleId: `run-1.${at}.0`,
    problemKey: `p${at}`,
    statement: "What is 2 + 2?",
    index: 0,
    source: null,
    outputHash: `output-${String(at).padStart(15, "0")}`,
    specHash: "spec-00000000000000000",
    response: `So it is \\boxed{${at % 2 === 0 ? 4 : 5}}.`,
    finish: at % 3 === 0 ? "stop" : null,
    spec: { gold: "4", type: "auto" as const },
    outcome: null,
  }));
}

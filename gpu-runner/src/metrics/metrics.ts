/**
 * What a runner counts, for Prometheus and for people.
 * Decision: labels are few and bounded (model, skill, kind, end), never a job or a run. Rates are the reader's matter
 * (`rate(plumbline_tokens_generated_total[1m])`); `plumbline_tokens_per_second` is there for a look at the page itself.
 */
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Skill } from "../jobs/jobEngine.ts";

/** Tokens per second are the mean over this time. Milliseconds. */
const WINDOW_MS = 15_000;

export interface Metrics {
  /** `now` as the world's: milliseconds. */
  generated(model: string, skill: Skill, requests: number, tokens: number, now: number): void;
  /** To be called when requests go to an engine, the returned function when they are back. */
  asked(model: string, skill: Skill, requests: number): () => void;
  /** What an engine tells of a batch: rows in it, rows it could have, rows that wait. */
  computed(
    model: string,
    batch: { readonly rows: number; readonly capacity: number; readonly waiting: number },
  ): void;
  leased(kind: string, now: number): (end: string) => void;
  retried(what: string): void;
}

export interface MetricsPage extends Metrics {
  readonly contentType: string;
  text(): Promise<string>;
}

export interface MetricsOptions {
  /** Milliseconds on a clock that only moves forward. */
  now(): number;
  /** Measures of the process itself: memory, event loop. */
  readonly withProcess?: boolean | undefined;
}

export function createMetrics({ now, withProcess = false }: MetricsOptions): MetricsPage {
  const registry = new Registry();
  const registers = [registry];
  if (withProcess) collectDefaultMetrics({ register: registry });
  const recent: { readonly at: number; readonly model: string; readonly tokens: number }[] = [];
  const leases = new Set<{ readonly kind: string; readonly since: number }>();
  const started = now();

  const tokens = new Counter({
    name: "plumbline_tokens_generated_total",
    help: "Tokens generated.",
    labelNames: ["model", "skill"],
    registers,
  });
  const requests = new Counter({
    name: "plumbline_requests_total",
    help: "Generation requests that an engine answered.",
    labelNames: ["model", "skill"],
    registers,
  });
  const inFlight = new Gauge({
    name: "plumbline_requests_in_flight",
    help: "Generation requests handed to an engine and not answered yet.",
    labelNames: ["model", "skill"],
    registers,
  });
  const ends = new Counter({
    name: "plumbline_jobs_total",
    help: "Leases that ended, by kind and how: done, released, failed, cancelled, lost, killed.",
    labelNames: ["kind", "end"],
    registers,
  });
  const retries = new Counter({
    name: "plumbline_request_retries_total",
    help: "Requests to the Plumbline server that were tried again.",
    labelNames: ["what"],
    registers,
  });
  new Gauge({
    name: "plumbline_tokens_per_second",
    help: "Tokens generated per second, mean of the last 15 s.",
    labelNames: ["model"],
    registers,
    collect() {
      this.reset();
      const from = forget(recent, now());
      const seconds = Math.max(1, now() - Math.max(from, started)) / 1_000;
      for (const [model, some] of Map.groupBy(recent, (one) => one.model)) {
        this.set({ model }, some.reduce((sum, one) => sum + one.tokens, 0) / seconds);
      }
    },
  });
  const queued = new Gauge({
    name: "plumbline_queue_depth",
    help: "Generation requests that wait for a place in a batch, where the engine tells.",
    labelNames: ["model"],
    registers,
  });
  const fill = new Gauge({
    name: "plumbline_batch_fill",
    help: "Share of the places in the last batch that were taken, where the engine tells.",
    labelNames: ["model"],
    registers,
  });
  new Gauge({
    name: "plumbline_leases",
    help: "Jobs in work.",
    labelNames: ["kind"],
    registers,
    collect() {
      this.reset();
      for (const { kind } of leases) this.inc({ kind });
    },
  });
  new Gauge({
    name: "plumbline_lease_age_seconds",
    help: "How long the oldest lease of a kind is in work.",
    labelNames: ["kind"],
    registers,
    collect() {
      this.reset();
      for (const [kind, some] of Map.groupBy(leases, (one) => one.kind)) {
        this.set({ kind }, (now() - Math.min(...some.map(({ since }) => since))) / 1_000);
      }
    },
  });

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    generated(model, skill, count, generated, at) {
      tokens.inc({ model, skill }, generated);
      requests.inc({ model, skill }, count);
      recent.push({ at, model, tokens: generated });
      forget(recent, at);
    },
    asked(model, skill, count) {
      inFlight.inc({ model, skill }, count);
      return () => inFlight.dec({ model, skill }, count);
    },
    computed(model, { rows, capacity, waiting }) {
      queued.set({ model }, waiting);
      fill.set({ model }, capacity === 0 ? 0 : rows / capacity);
    },
    leased(kind, since) {
      const lease = { kind, since };
      leases.add(lease);
      return (end) => {
        leases.delete(lease);
        ends.inc({ kind, end });
      };
    },
    retried: (what) => retries.inc({ what }),
  };
}

/** Drops what is older than the window; returns where the window begins. */
function forget(recent: { readonly at: number }[], now: number): number {
  const from = now - WINDOW_MS;
  while ((recent[0]?.at ?? from) < from) recent.shift();
  return from;
}

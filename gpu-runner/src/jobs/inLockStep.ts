/**
 * Many small searches whose requests go to the engine together.
 * Decision: each task is written as if it were alone; it asks and waits. When every live task waits, all that they ask
 * goes out in one call per engine, in the order of the tasks. So batches are full, and what they hold depends on the
 * tasks alone, never on which reply came first.
 */
import type { GenerationRequest } from "../engines/engine.ts";
import type { Drawn, JobEngine, Skill } from "./jobEngine.ts";

export type Ask = (
  engine: JobEngine,
  requests: readonly GenerationRequest[],
  skill: Skill,
) => Promise<readonly Drawn[]>;

interface Waiting {
  readonly task: number;
  readonly engine: JobEngine;
  readonly requests: readonly GenerationRequest[];
  readonly skill: Skill;
  readonly resolve: (drawn: readonly Drawn[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** Rejects with the first failure, after which no task gets another reply. */
export async function inLockStep<Task, Result>(
  tasks: readonly Task[],
  signal: AbortSignal,
  run: (task: Task, ask: Ask) => Promise<Result>,
): Promise<Result[]> {
  let live = tasks.length;
  let waiting: Waiting[] = [];
  let failure: { readonly reason: unknown } | null = null;

  function fail(reason: unknown): void {
    failure ??= { reason };
    const stranded = waiting;
    waiting = [];
    for (const { reject } of stranded) reject(failure.reason);
  }
  function go(): void {
    if (failure !== null || live === 0 || waiting.length < live) return;
    const round = waiting.toSorted((left, right) => left.task - right.task);
    waiting = [];
    const calls = Map.groupBy(round, ({ engine, skill }) => `${engine.facts.name} ${skill}`);
    for (const call of calls.values()) void send(call);
  }
  async function send(call: readonly Waiting[]): Promise<void> {
    const [first] = call;
    if (first === undefined) return;
    try {
      const requests = call.flatMap((one) => one.requests);
      const drawn = await first.engine.draw(requests, first.skill, signal);
      let start = 0;
      for (const { requests, resolve } of call) {
        resolve(drawn.slice(start, start + requests.length));
        start += requests.length;
      }
    } catch (error) {
      for (const { reject } of call) reject(error);
    }
  }
  async function one(task: Task, at: number): Promise<Result> {
    const ask: Ask = (engine, requests, skill) =>
      new Promise((resolve, reject) => {
        if (failure !== null) return reject(failure.reason);
        waiting.push({ task: at, engine, requests, skill, resolve, reject });
        go();
      });
    try {
      return await run(task, ask);
    } catch (error) {
      fail(error);
      throw error;
    } finally {
      live -= 1;
      go();
    }
  }
  return Promise.all(tasks.map(one));
}

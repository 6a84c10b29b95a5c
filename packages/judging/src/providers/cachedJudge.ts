/**
 * Asks nothing twice: the same judge, prompt, sample, index and model have one result.
 * Decision: the cache keeps what would come out the same again (a verdict, an unreadable judge), never trouble with the
 * endpoint. A result from the cache costs nothing and says so, and resuming a job is nothing but running it again.
 */
import { contentHash } from "../contentHash.ts";
import { isSettled, type Judging } from "../judging.ts";
import { NO_SPENDING } from "./spending.ts";

export interface CacheParts {
  /** `judge.version` */
  readonly judgeVersion: string;
  /** `promptHash(judge, input)` */
  readonly promptHash: string;
  readonly sampleHash: string;
  /** From 0: the how manieth independent judgement of the same sample. */
  readonly sampleIndex: number;
  readonly model: string;
}

export interface JudgingCache {
  get(key: string): Promise<Judging | undefined>;
  put(key: string, judging: Judging): Promise<void>;
}

/** 22 characters; differs where any part differs. */
export function cacheKey({ judgeVersion, promptHash, sampleHash, sampleIndex, model }: CacheParts): string {
  return contentHash(JSON.stringify([judgeVersion, promptHash, sampleHash, sampleIndex, model]));
}

/** @param ask is run only where the cache has nothing */
export async function throughCache(
  cache: JudgingCache,
  key: string,
  ask: () => Promise<Judging>,
): Promise<{ readonly judging: Judging; readonly cached: boolean }> {
  const known = await cache.get(key);
  if (known !== undefined) return { judging: { ...known, spending: NO_SPENDING }, cached: true };
  const judging = await ask();
  if (isSettled(judging)) await cache.put(key, judging);
  return { judging, cached: false };
}

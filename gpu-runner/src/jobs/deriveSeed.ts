/**
 * The seed of one generation request.
 * Decision: derived by hash from the job's seed and from what the request is (its purpose, the problem's key, the
 * indexes), never drawn in order, so that a job that is resumed, re-run or split over runners draws the same: the
 * first 32 bits, big endian, of SHA-256 over the JSON array `[seed, purpose, ...what]`.
 *
 * @example deriveSeed(0, "sample", "p-1", 3) // the fourth solution of problem p-1
 */
import { createHash } from "node:crypto";

export type Purpose =
  | "sample"
  | "verify"
  | "locate"
  | "particle"
  | "score"
  | "resample"
  | "refine"
  | "choose";

export function deriveSeed(seed: number, purpose: Purpose, ...what: readonly (string | number)[]): number {
  return createHash("sha256")
    .update(JSON.stringify([seed, purpose, ...what]))
    .digest()
    .readUInt32BE(0);
}

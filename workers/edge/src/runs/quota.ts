/**
 * Submissions per day. Decision: every submission is counted, limited or not, so that a refund is always right.
 * Browser sessions count by account, else signing in again would be a new quota; hidden benchmarks count apart and
 * always have a limit, because answers can be won from many submissions.
 */
import type { BenchmarkVisibility, Run, Token } from "@plumbline/contract";
import type { RunSummary } from "@plumbline/storage";
import { refuse } from "../api/refusal.ts";
import { mayAs, type SignedInCaller } from "../auth/caller.ts";
import { isSessionToken } from "../auth/tokens.ts";
import type { Ports } from "../ports.ts";

/** UTC day of a time. @example toDay(0) === "1970-01-01" */
export function toDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The token that a run is counted under; null = its account's browser sessions. */
export function toCountedToken(token: Token): string | null {
  return isSessionToken(token) ? null : token.id;
}

type Counted = Pick<Run, "tokenId" | "accountId">;
function toQuotaKey({ tokenId, accountId }: Counted, visibility: BenchmarkVisibility): string {
  const key = tokenId ?? accountId;
  return visibility === "hidden" ? `${key}-hidden` : key;
}

/** Counts one submission; refuses where the day's are used up. */
export async function takeSubmission(
  { store, clock, settings }: Ports,
  caller: SignedInCaller,
  visibility: BenchmarkVisibility,
): Promise<void> {
  const { token, account } = caller;
  const hiddenLimit =
    visibility === "hidden" && !mayAs(caller, "gold") ? settings.hiddenDailySubmissions : null;
  const limit = token.dailySubmissions ?? hiddenLimit ?? Number.MAX_SAFE_INTEGER;
  const key = toQuotaKey({ tokenId: toCountedToken(token), accountId: account.id }, visibility);
  if (await store.takeQuota(key, toDay(clock.now()), limit)) return;
  throw refuse(
    "quota_exhausted",
    `All ${limit} submissions of today are used up.`,
    "Try again after midnight UTC, or ask an admin for a larger quota.",
  );
}

/** Counts a failed run's submission again, whatever the limit: an admin has it filled on by its job. */
export async function retakeSubmission(
  { store }: Pick<Ports, "store">,
  { run, benchmark }: RunSummary,
): Promise<void> {
  if (run.state !== "failed" || run.objectKey !== null) return;
  const key = toQuotaKey(run, benchmark.visibility);
  await store.takeQuota(key, toDay(run.createdAt), Number.MAX_SAFE_INTEGER);
}

/** Gives the submission back: the run came to nothing by no fault of its owner, or was there before. */
export async function refundSubmission(
  { store }: Pick<Ports, "store">,
  run: Counted & Pick<Run, "createdAt">,
  visibility: BenchmarkVisibility,
): Promise<void> {
  await store.refundQuota(toQuotaKey(run, visibility), toDay(run.createdAt));
}

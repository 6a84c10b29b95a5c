/** Compares a file's problems with a benchmark's, as soon as both are chosen. */
import { useEffect, useState } from "react";
import type { NamedProblem } from "./analyseFile.ts";
import type { Match } from "./matchProblems.ts";

/** More problems than this are not fetched for a preview; the Worker matches them all. */
const PREVIEW_PROBLEMS = 3_000;
const PAGE = 200;

export type MatchState = Match | "looking" | "too_many" | "failed" | null;

export function useMatch(
  named: readonly NamedProblem[] | null,
  slug: string,
  problemCount: number,
): MatchState {
  const [match, setMatch] = useState<MatchState>(null);
  useEffect(() => {
    if (named === null || slug === "") return setMatch(null);
    if (problemCount > PREVIEW_PROBLEMS) return setMatch("too_many");
    const aborter = new AbortController();
    setMatch("looking");
    lookUp(named, slug, aborter.signal)
      .then((found) => aborter.signal.aborted || setMatch(found))
      .catch(() => aborter.signal.aborted || setMatch("failed"));
    return () => aborter.abort();
  }, [named, slug, problemCount]);
  return match;
}

async function lookUp(named: readonly NamedProblem[], slug: string, signal: AbortSignal): Promise<Match> {
  const [{ createClient }, { matchProblems }] = await Promise.all([
    import("@plumbline/client"),
    import("./matchProblems.ts"),
  ]);
  const client = createClient({ baseUrl: location.origin, signal });
  const problems = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query: { cursor?: string; limit: number } = { limit: PAGE, ...(cursor === "" ? {} : { cursor }) };
    const page = await client.listProblems(slug, query);
    problems.push(...page.items);
    cursor = page.next;
  }
  return matchProblems(named, problems);
}

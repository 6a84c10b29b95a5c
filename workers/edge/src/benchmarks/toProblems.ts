import type { Benchmark, newProblemSchema, Problem } from "@plumbline/contract";
import { normaliseStatement } from "@plumbline/grading";
import { newIds } from "@plumbline/storage";
import type { z } from "zod";
import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { canonicalJson } from "./canonicalJson.ts";

export type WantedProblem = z.output<typeof newProblemSchema>;

/**
 * Problems as they are stored. Ids follow the order in which the problems were handed in.
 * A hidden benchmark's spec hashes are its own: verdicts are shared by equal hashes, and a verdict that is there before
 * anybody graded would tell a guesser with a benchmark of their own that a gold was guessed right.
 */
export function toProblems(
  ports: Pick<Ports, "clock" | "random" | "hasher">,
  benchmark: Pick<Benchmark, "id" | "visibility">,
  benchmarkVersionId: string,
  wanted: readonly WantedProblem[],
): Problem[] {
  const { clock, random, hasher } = ports;
  const ids = newIds(wanted.length, clock.now(), (length) => random.bytes(length));
  const hidden = benchmark.visibility === "hidden";
  const seen = new Map<string, number>();
  return wanted.map(({ key, statement, spec, cluster, tags }, index) => {
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      throw refuse(
        "invalid_request",
        `problems.${index}.key: ${JSON.stringify(key)} is also problem ${earlier}.`,
      );
    }
    seen.set(key, index);
    return {
      id: ids[index] ?? "",
      benchmarkVersionId,
      key,
      statement,
      statementHash: hasher.contentHash(normaliseStatement(statement)),
      spec,
      specHash: hasher.contentHash(canonicalJson(hidden ? { benchmark: benchmark.id, spec } : spec)),
      cluster: cluster ?? null,
      tags: tags ?? [],
      state: "live",
    };
  });
}

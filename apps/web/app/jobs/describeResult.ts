import type { JobView } from "@plumbline/contract";
import { formatCost, formatCount, formatCounted } from "../format/formatNumber.ts";

/**
 * What a job came to, short; null while there is no result or none that can be read.
 * @example describeResult({ result: { votes: 8, right: 5, wrong: 2, abstained: 1 } }) // "5 votes for right, 2 for wrong, 1 abstained"
 */
export function describeResult({ result }: Pick<JobView, "result">): string | null {
  if (result === null) return null;
  const count = (name: string): number | null => {
    const value = result[name];
    return typeof value === "number" ? value : null;
  };
  const parts: string[] = [];
  const [samples, votes, looked, cost, tokens] = [
    count("samples"),
    count("votes"),
    count("looked"),
    count("cost"),
    count("tokensOut"),
  ];
  if (votes !== null) {
    parts.push(
      `${formatCounted(count("right") ?? 0, "vote")} for right, ${formatCount(count("wrong") ?? 0)} for wrong, ${formatCount(count("abstained") ?? 0)} abstained`,
    );
  } else if (looked !== null) {
    parts.push(
      `first wrong step found in ${formatCount(count("located") ?? 0)} of ${formatCounted(looked, "wrong sample")}`,
    );
  } else if (samples !== null) parts.push(formatCounted(samples, "sample"));
  if (tokens !== null) parts.push(`${formatCounted(tokens, "token")} generated`);
  if (cost !== null) parts.push(formatCost(cost));
  return parts.length === 0 ? null : parts.join(", ");
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NANO } from "./stack/paths.ts";

export interface NanoProblem {
  readonly key: string;
  readonly statement: string;
  readonly spec: { readonly gold: string };
  readonly tags: string[];
}

/** The first `count` of the 300 problems that nano never saw in training; lengths 2 to 5 in turn. */
export function nanoProblems(count = 300): NanoProblem[] {
  const lines = readFileSync(join(NANO, "heldOut.jsonl"), "utf8").trimEnd().split("\n").slice(0, count);
  return lines.map((line) => {
    const { problem_id, problem, gold, tags } = JSON.parse(line);
    return { key: problem_id, statement: problem, spec: { gold }, tags };
  });
}

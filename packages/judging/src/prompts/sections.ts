/** The parts of a prompt's material, in the names that tasks use. */
import type { JudgeInput } from "../judgeInput.ts";
import type { Section } from "./fence.ts";

/** Problem and candidate; the candidate in numbered steps where they are given. */
export function problemAndCandidate(input: JudgeInput): readonly Section[] {
  return [problem(input), candidate(input)];
}

/** The candidate comes last, so that nothing of it stands before the reference. */
export function withReference(input: JudgeInput): readonly Section[] {
  return [problem(input), { name: "reference", content: input.reference ?? "" }, candidate(input)];
}

/** With the reference where there is one. */
export function withOptionalReference(input: JudgeInput): readonly Section[] {
  return input.reference === undefined ? problemAndCandidate(input) : withReference(input);
}

function problem({ problem: content }: JudgeInput): Section {
  return { name: "problem", content };
}

function candidate({ response, steps }: JudgeInput): Section {
  return { name: "candidate", content: steps === undefined || steps.length === 0 ? response : steps };
}

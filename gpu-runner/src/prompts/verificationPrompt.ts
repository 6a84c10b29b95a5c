/**
 * What a generative verifier is asked: Heimdall's form (arXiv 2504.10337), problem and full solution, a check step by
 * step, a fixed last line.
 * Decision: one user message, whose first lines are always `Problem:` and `Solution:`, so that a chat template of a
 * small model can find both. What a solution says stays inside its section, but nothing here keeps a large model from
 * obeying it; only the verifier's own last line is read.
 */
export function verificationPrompt(statement: string, response: string): string {
  return `Problem:\n${statement.trim()}\n\nSolution:\n${response.trim()}\n\n${TASK}`;
}

const TASK = `Check this solution step by step: compute each step yourself before you compare.
End with one line that says the verdict: "Answer: 1" if the solution is correct, "Answer: 0" if it is not.`;

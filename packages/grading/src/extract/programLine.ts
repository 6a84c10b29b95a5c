/** A line of a program that stands without a fence: its numbers are its own. */
const PROGRAM =
  /__\w+__|\b(?:import|def|lambda|const|let|var|function|SELECT|DROP|INSERT)\s+\w|\b(?:print|eval|exec|system|return)\s*\(|\w\.\w+\(|\w\s*\([^()]*\)\s*;|;\s*$|=>|\w\s*[=!]=\s*\w/u;

/** Whether the line around `at` is program text. */
export function isProgramLine(text: string, at: number, from: number, to: number): boolean {
  const line = Math.max(from, text.lastIndexOf("\n", at) + 1, at - 300);
  const newline = text.indexOf("\n", at);
  return PROGRAM.test(text.slice(line, Math.min(newline === -1 ? to : newline, to, at + 300)));
}

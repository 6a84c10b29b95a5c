/** A line of a program that stands without a fence: its numbers are its own. */
const PROGRAM = new RegExp(
  [
    "__\\w+__",
    "\\bimport\\s+\\w+\\s*(?:;|$|\\bas\\b)",
    "\\b(?:def|function)\\s+\\w+\\s*\\(",
    "\\blambda\\s*\\w*:",
    "\\b(?:const|var)\\s+\\w+\\s*=",
    "\\b(?:SELECT|DROP|INSERT|DELETE)\\s+(?:\\*|\\w)",
    "\\b(?:print|eval|exec|system|return)\\s*\\(",
    "\\w\\.\\w+\\(",
    "\\w\\s*\\([^()]*\\)\\s*;",
    ";\\s*$",
    "=>",
    "\\w\\s*[=!]=\\s*\\w",
  ].join("|"),
  "u",
);

/** Whether the line around `at` is program text. */
export function isProgramLine(text: string, at: number, from: number, to: number): boolean {
  const line = Math.max(from, text.lastIndexOf("\n", at) + 1, at - 300);
  const newline = text.indexOf("\n", at);
  return PROGRAM.test(text.slice(line, Math.min(newline === -1 ? to : newline, to, at + 300)));
}

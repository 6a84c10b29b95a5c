/**
 * The steps of a solution: paragraphs parted by blank lines where there are at least two, else lines.
 * Joined, the steps are the text again, so that a prefix of steps is a prefix of the text, to be continued. White space
 * around a step belongs to the step before it (at the very beginning, to the first).
 *
 * @example splitSteps("47*16=752\n752-310=442\n") // ["47*16=752\n", "752-310=442\n"]
 * @returns no steps for a text without anything but white space.
 */
export function splitSteps(text: string): readonly string[] {
  if (text.trim() === "") return [];
  const paragraphs = cutAfter(text, /\n[^\S\n]*\n\s*/gu);
  return paragraphs.length >= 2 ? paragraphs : cutAfter(text, /\n\s*/gu);
}

function cutAfter(text: string, separator: RegExp): string[] {
  const begin = text.length - text.trimStart().length;
  const steps: string[] = [];
  let start = 0;
  for (const match of text.matchAll(separator)) {
    const end = match.index + match[0].length;
    if (match.index < begin || end >= text.length) continue;
    steps.push(text.slice(start, end));
    start = end;
  }
  return [...steps, text.slice(start)];
}

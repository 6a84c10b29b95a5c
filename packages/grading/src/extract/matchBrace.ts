/**
 * The index of the brace that closes the one at `open`, or -1 where none does before `to`.
 * A brace after an odd number of backslashes is a set's brace and does not count.
 * @example matchBrace("\\boxed{\\{1\\}}", 6, 13) // 12
 */
export function matchBrace(text: string, open: number, to: number): number {
  let depth = 0;
  let backslashes = 0;
  for (let at = open; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92) {
      backslashes += 1;
      continue;
    }
    if (backslashes % 2 === 0) {
      if (code === 123) depth += 1;
      if (code === 125) {
        depth -= 1;
        if (depth === 0) return at;
      }
    }
    backslashes = 0;
  }
  return -1;
}

/**
 * The text that identifies a problem where a file carries no key: white space runs become one space, ends are
 * trimmed, Unicode is NFC. Nothing else, because two problems may differ in case or punctuation alone.
 *
 * @example normaliseStatement("What is\n 2 + 2? ") === "What is 2 + 2?"
 */
export function normaliseStatement(statement: string): string {
  return statement.normalize("NFC").replace(/\s+/gu, " ").trim();
}

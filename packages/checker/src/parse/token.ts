/** Tokens of the one grammar for LaTeX and plain text. */

export type TokenType = "number" | "word" | "command" | "text" | "symbol" | "end";

export interface Token {
  readonly type: TokenType;
  /** Command with its backslash, word, number as written (grouping removed), symbol, or the inside of \text{}. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** White space stands before it. */
  readonly space: boolean;
}

/**
 * How commas between digits are read. Decision: 1,234 is one number at the top level ("thousands") and a pair inside
 * brackets; the other readings are tried only where the other side's shape asks for them.
 */
export type CommaReading = "thousands" | "list" | "decimal";

export interface Tokens {
  readonly tokens: readonly Token[];
  /** A comma was taken as grouping: another reading exists. */
  readonly grouped: boolean;
  /** A comma stood between two digits without being grouping: it may be a decimal comma. */
  readonly decimalComma: boolean;
}

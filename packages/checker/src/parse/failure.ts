import type { Span } from "../ast/node.ts";

/** Every reason for which a text is not read as mathematics. */
export type FailureCode =
  | "empty"
  | "too_long"
  | "too_deep"
  | "unexpected_token"
  | "unexpected_end"
  | "missing_close"
  | "unknown_command"
  | "unknown_word"
  | "bad_argument"
  | "bad_environment";

/** Thrown inside the parser, caught in `parseAnswer`, which returns it as a value. */
export class ParseError extends Error {
  readonly code: FailureCode;
  readonly span: Span;

  constructor(code: FailureCode, message: string, span: Span) {
    super(message);
    this.code = code;
    this.span = span;
  }
}

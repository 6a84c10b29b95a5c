/** What a construct may ask of the parser. Constructs see this interface only, so that no file imports in a circle. */
import type { Node, Span } from "../ast/node.ts";
import type { Token } from "./token.ts";

/** Binding powers, loosest first. An operator continues an expression only above the power it was called with. */
export const POWER = {
  condition: 8,
  implies: 9,
  relation: 10,
  ratio: 12,
  setOperation: 14,
  modulus: 16,
  add: 20,
  multiply: 30,
  unary: 35,
  implied: 40,
  power: 50,
  /** Nothing continues it. */
  atom: 99,
} as const;

/** What brackets and functions around the current token mean for it. */
export interface ParserState {
  /** Open bars. */
  bars: number;
  /** Open round and square brackets. */
  rounds: number;
  /** In a function's argument without brackets. */
  bare: boolean;
  cell: boolean;
  /** Inside braces, where a bar means "such that". */
  such: boolean;
  /** A product stood behind a division without brackets. */
  ambiguousDivision: boolean;
}

export interface Grammar {
  readonly state: ParserState;
  /** 1/2x is 1/(2x) rather than (1/2)x. */
  readonly tightProducts: boolean;
  /** Runs a step one level deeper; fails where the nesting is too deep. */
  guard<T>(run: () => T): T;
  /** The token `ahead` places further, without consuming; the end token beyond the end. */
  peek(ahead?: number): Token;
  next(): Token;
  /** Consumes the token if it is this symbol or command. */
  accept(text: string): boolean;
  expect(text: string): Token;
  /** An expression whose operators all bind tighter than `power`. */
  expression(power: number): Node;
  /** Items with their separators, up to a closing token: a lone item is returned as it is. */
  sequence(): Node;
  /** A sequence that ends at a row break, as in a matrix. */
  cell(): Node;
  /** The next "[" turns its back and closes an interval: [2, 3[. */
  closesInterval(): boolean;
  /** Inside a cell: `\\` ends it instead of separating items. */
  readonly inCell: boolean;
  /** A TeX argument: a braces group, or the next single token. */
  argument(splitDigits?: boolean): Node;
  /** The argument of a function without brackets: factors up to the next function. */
  bareArgument(): Node;
  /** Whether the next token can begin a value. */
  startsValue(): boolean;
  /** Canonical text of a TeX argument that is a name: the subscript of x_{ij}. */
  rawArgument(): string;
  fail(
    code:
      | "unexpected_token"
      | "too_deep"
      | "bad_argument"
      | "bad_environment"
      | "unknown_command"
      | "unknown_word",
    message: string,
    token: Token,
  ): never;
  spanFrom(start: number): Span;
  /** Replaces tokens from the current one on; for constructs that must cut (differentials). */
  splice(at: number, remove: number, insert: readonly Token[]): void;
  readonly position: number;
  /** Goes back to an earlier position, after an attempt that failed. */
  rewind(position: number): void;
  /** Reads a nested text with the same settings. */
  nested(text: string, start: number): Node | null;
}

/** A construct that begins with one of these commands. */
export interface CommandConstruct {
  readonly commands: readonly string[];
  parse(grammar: Grammar, token: Token): Node;
}

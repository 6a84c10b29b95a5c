/** What goes between the runner and its inference process; plain data, passed by structured clone. */
import type { EngineErrorKind } from "../engine.ts";

export const PROVIDERS = ["cpu", "cuda", "webgpu"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Everything about the model that the process needs; it never sees text. */
export interface OpenCommand {
  readonly kind: "open";
  /** Absolute path of the graph. */
  readonly file: string;
  readonly graph: "loop" | "step";
  readonly provider: Provider | "auto";
  /** Threads of one operation; null leaves it to onnxruntime (one for each physical core). */
  readonly threads: number | null;
  readonly endTokens: readonly number[];
  readonly padToken: number;
}

/** How the tokens of one run are drawn; one entry for each row, in the rows' order. */
export interface ChunkDraw {
  /** K: tokens to generate at most. */
  readonly steps: number;
  /** [rows, K]. */
  readonly noise: Float32Array;
  /** 0 is greedy. */
  readonly temperature: Float32Array;
  /** 0 cuts nothing off. */
  readonly topK: Int32Array;
  /** 1 cuts nothing off. */
  readonly topP: Float32Array;
}

export interface NewRow {
  /** A number that the runner chose; the process keeps the row's cache under it. */
  readonly row: number;
  readonly prompt: readonly number[];
}

/** Reads prompts and generates their first tokens. */
export interface StartCommand {
  readonly kind: "start";
  readonly rows: readonly NewRow[];
  readonly draw: ChunkDraw;
}

/** Generates further tokens of these rows, as one batch; the caches of all other rows are forgotten. */
export interface AdvanceCommand {
  readonly kind: "advance";
  readonly rows: readonly number[];
  readonly draw: ChunkDraw;
}

export type Command = OpenCommand | StartCommand | AdvanceCommand;

export interface Chunk {
  /** Tokens generated for each row: K, or fewer where all rows ended. */
  readonly width: number;
  /** [rows, width]; what follows a row's end token is padding. */
  readonly tokens: Int32Array;
  /** [rows, width], natural, at temperature 1 before any cut. */
  readonly logProbabilities: Float32Array;
}

export interface ErrorReply {
  readonly kind: "error";
  readonly error: {
    readonly kind: EngineErrorKind;
    readonly message: string;
    readonly fix: string;
    readonly retry: boolean;
  };
}

export type Reply =
  | { readonly kind: "opened"; readonly provider: Provider }
  | { readonly kind: "chunk"; readonly chunk: Chunk }
  | ErrorReply;

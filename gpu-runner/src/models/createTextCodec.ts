/**
 * Between messages and token ids: the chat template, then the tokeniser, and back, piece by piece.
 *
 * Decision: the template writes every special token itself, so the tokeniser adds none. On the way back special
 * tokens have no text.
 */
import type { Tokenizer } from "@huggingface/tokenizers";
import { type ChatMessage, EngineError } from "../engines/engine.ts";
import type { ChatTemplate } from "./readChatTemplate.ts";

export interface TextCodec {
  /**
   * The prompt: the rendered messages with the opening of the assistant's turn, then `prefill`.
   * Throws `EngineError` `refused` where the template refuses the messages.
   */
  encodeChat(messages: readonly ChatMessage[], prefill?: string): number[];
  /** Token by token; each gets the characters that it completes. */
  startDecoding(): TokenDecoder;
}

export interface TokenDecoder {
  /** The text that this token adds in whole characters; empty while a character is unfinished. */
  push(token: number): string;
  /** What an unfinished character leaves, as replacement characters. */
  end(): string;
}

/** What a byte-level tokeniser writes for bytes that are no character yet. */
const UNFINISHED = "\uFFFD";

/** @example createTextCodec(tokenizer, template, {}).encodeChat([{ role: "user", content: "1+1" }]); */
export function createTextCodec(
  tokenizer: Tokenizer,
  { template }: ChatTemplate,
  tokenizerConfig: Readonly<Record<string, unknown>>,
): TextCodec {
  const special: Record<string, string> = {};
  for (const name of ["bos_token", "eos_token", "pad_token", "unk_token"]) {
    const value = tokenizerConfig[name];
    const content = typeof value === "object" && value !== null && "content" in value ? value.content : value;
    if (typeof content === "string") special[name] = content;
  }
  const decode = (ids: readonly number[]): string =>
    ids.length === 0 ? "" : tokenizer.decode([...ids], { skip_special_tokens: true });
  return {
    encodeChat(messages, prefill = "") {
      let text: string;
      try {
        text = template.render({ ...special, messages, add_generation_prompt: true });
      } catch (error) {
        throw new EngineError(
          "refused",
          `The model's chat template refuses these messages: ${String(error)}`,
          {
            fix: "Use the roles and the form of messages that this model knows (its card says which).",
            retry: false,
            cause: error,
          },
        );
      }
      const { ids } = tokenizer.encode(text + prefill, { add_special_tokens: false });
      if (ids.some((id) => !Number.isInteger(id)))
        throw new EngineError(
          "refused",
          "The prompt holds characters that are not in the model's vocabulary.",
          {
            fix: "Write the prompt with the characters that this model was trained on (its card says which).",
            retry: false,
          },
        );
      return ids;
    },
    startDecoding: () => startDecoding(decode),
  };
}

/**
 * A token's text may depend on the one before it (a space that is dropped at the beginning, a character in several
 * tokens). So a window of the last finished tokens is decoded with and without the new ones, as text-generation servers do.
 */
function startDecoding(decode: (ids: readonly number[]) => string): TokenDecoder {
  let before: number[] = [];
  let known = "";
  let fresh: number[] = [];
  return {
    push(token) {
      fresh.push(token);
      const text = decode([...before, ...fresh]);
      if (text.length <= known.length || text.endsWith(UNFINISHED)) return "";
      const piece = text.slice(known.length);
      before = fresh;
      known = decode(before);
      fresh = [];
      return piece;
    },
    end() {
      const rest = fresh.length === 0 ? "" : decode([...before, ...fresh]).slice(known.length);
      fresh = [];
      return rest;
    },
  };
}

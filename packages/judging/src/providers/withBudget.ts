/**
 * Lets a call out only where its worst case is covered.
 * Decision: the worst case of a prompt is its bytes, because no tokenizer makes more tokens than that; a call that does
 * not tell its usage is charged with the worst case, because a cap that trusts silence is none.
 */
import { type Ask, type AskRequest, NO_USAGE, type Usage } from "./ask.ts";
import type { Amount, Purse } from "./ledger.ts";

/** US dollars per million tokens. */
export interface Prices {
  readonly input: number;
  readonly output: number;
}

/** Template around one message, and around all of them. */
const TOKENS_PER_MESSAGE = 16;
const TOKENS_PER_PROMPT = 256;

/** Wraps a single try; put `withRetries` around it, so that each try is covered. */
export function withBudget(ask: Ask, purse: Pick<Purse, "reserve">, prices: Prices | null): Ask {
  return async (request) => {
    const worst = worstCase(request, prices);
    const reservation = await purse.reserve(worst);
    if (reservation === null) {
      const message = `The budget does not cover another call of up to ${worst.tokens} tokens.`;
      return { status: "failed", failure: "budget_exhausted", message, usage: NO_USAGE };
    }
    try {
      const reply = await ask(request);
      const usage = priced(reply.usage, prices);
      reservation.settle(usage === null ? worst : toAmount(usage, worst, prices));
      return { ...reply, usage };
    } catch (thrown) {
      reservation.settle(worst);
      throw thrown;
    }
  };
}

/** Upper bound of what a call can use, its schema counted as part of the prompt. */
export function worstCase(
  { messages, responseSchema, maxTokens }: AskRequest,
  prices: Prices | null,
): Amount {
  const texts = [...messages.map(({ content }) => content), JSON.stringify(responseSchema)];
  const tokensIn = texts.reduce((sum, text) => sum + bytesOf(text) + TOKENS_PER_MESSAGE, TOKENS_PER_PROMPT);
  const nanoDollars = toNanoDollars({ tokensIn, tokensOut: maxTokens, cost: null }, prices);
  return { tokens: tokensIn + maxTokens, nanoDollars };
}

/** With the cost filled in from the prices where the endpoint does not tell it. */
function priced(usage: Usage | null, prices: Prices | null): Usage | null {
  if (usage === null || usage.cost !== null || prices === null) return usage;
  return { ...usage, cost: toNanoDollars(usage, prices) / 1e9 };
}

/** Money that nobody can tell is charged as if the worst had happened. */
function toAmount(usage: Usage, worst: Amount, prices: Prices | null): Amount {
  const nanoDollars =
    usage.cost !== null
      ? Math.ceil(usage.cost * 1e9 - 1e-6)
      : prices === null
        ? worst.nanoDollars
        : toNanoDollars(usage, prices);
  return { tokens: usage.tokensIn + usage.tokensOut, nanoDollars };
}

function toNanoDollars({ tokensIn, tokensOut }: Usage, prices: Prices | null): number {
  if (prices === null) return 0;
  // A dollar per million tokens is 1,000 billionths per token.
  return Math.ceil(tokensIn * prices.input * 1_000 + tokensOut * prices.output * 1_000);
}

/** At least the bytes of the UTF-8 form: half a pair of surrogates is counted with three bytes, and has two. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }
  return bytes;
}

/** A model for tests: answers by a script, keeps what it was asked. */
import type { Ask, AskRequest, Reply } from "../providers/ask.ts";

export interface ScriptedAsk {
  readonly ask: Ask;
  readonly requests: readonly AskRequest[];
}

/** One reply after the other; the last one again when the script is over. */
export function scriptedAsk(...script: readonly (Reply | string | Error)[]): ScriptedAsk {
  const requests: AskRequest[] = [];
  const ask: Ask = (request) => {
    const line = script[Math.min(requests.length, script.length - 1)] ?? "";
    requests.push(request);
    if (line instanceof Error) return Promise.reject(line);
    return Promise.resolve(typeof line === "string" ? answered(line) : line);
  };
  return { ask, requests };
}

export function answered(text: string): Reply {
  return { status: "answered", text, usage: { tokensIn: 100, tokensOut: 10, cost: 0.001 } };
}

/** A usable reply, with some fields replaced. */
export function replyText(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    rationale: "Looked at all of it.",
    evidence_quote: null,
    first_error_step: null,
    error_code: null,
    confidence: 0.9,
    ...fields,
  });
}

/** Keys that differ at each call. */
export function sentinels(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `testsentinel${String(count).padStart(4, "0")}`;
  };
}

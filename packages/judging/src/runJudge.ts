/**
 * Asks a judge about one candidate: question, at most one repair round, a result that has a name.
 * Decision: the model call, the chance behind the sentinel and every limit come in as arguments, so that the same code
 * runs at the edge, in the runner and in tests. It never throws: an `ask` that rejects is an `error`.
 */
import { type Judge, promptHash } from "./judge.ts";
import { type JudgeInput, textsOf } from "./judgeInput.ts";
import type { Asked, Judging, JudgingEnd } from "./judging.ts";
import { type ChatMessage, drawSentinel } from "./prompts/fence.ts";
import type { Ask, AskFailure, Reply, Usage } from "./providers/ask.ts";
import { addUsage, NO_SPENDING } from "./providers/spending.ts";
import type { Complaint } from "./replies/complaint.ts";

export interface JudgeOptions {
  /** Random text, 12 to 64 letters and digits, another one at each call and not to be guessed. */
  readonly drawSentinel: () => string;
  /** Most tokens of one reply. 4,096 */
  readonly maxTokens?: number | undefined;
  /** Whether candidates without an answer or without a word are settled unasked; off where the model itself is measured. true */
  readonly gate?: boolean | undefined;
}

const MAX_TOKENS = 4_096;
/** Of a reply that is shown to the model again. */
const MAX_SHOWN = 8_000;

/**
 * @example
 * const judging = await runJudge(finalAnswer, { problem, response, reference: "1/2" }, ask, { drawSentinel });
 * judging.status === "judged" && judging.finding.verdict // "equivalent"
 */
export async function runJudge(
  judge: Judge,
  input: JudgeInput,
  ask: Ask,
  options: JudgeOptions,
): Promise<Judging> {
  const nothing: Asked = { judge: judge.name, promptHash: null, replies: [], spending: NO_SPENDING };
  const suited = judge.input.safeParse(input);
  if (!suited.success) {
    const reason = suited.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    return { ...nothing, status: "unsuited", reason };
  }
  const gated = options.gate === false ? null : gate(judge, input);
  if (gated !== null) return { ...nothing, status: "no_answer", reason: gated };
  const sentinel = drawSentinel(textsOf(input), options.drawSentinel);
  if (sentinel === null) return { ...nothing, status: "error", reason: "No sentinel could be drawn." };

  const first = judge.messages(input, sentinel);
  const hashed = { ...nothing, promptHash: promptHash(judge, input) };
  const question = await round(judge, input, ask, first, options);
  const once = add(hashed, question);
  if (question.status === "done") return { ...once, ...question.end };
  const repair: readonly ChatMessage[] = [
    ...first,
    { role: "assistant", content: question.text.slice(0, MAX_SHOWN) },
    { role: "user", content: judge.repair(question.complaint) },
  ];
  const answer = await round(judge, input, ask, repair, options);
  const twice = add(once, answer);
  if (answer.status === "done") return { ...twice, ...answer.end };
  return { ...twice, status: "judge_unparseable", complaint: answer.complaint };
}

type Round = { readonly text: string | null; readonly usage: Usage | null; readonly called: boolean } & (
  | { readonly status: "done"; readonly end: JudgingEnd }
  | { readonly status: "complaint"; readonly text: string; readonly complaint: Complaint }
);

async function round(
  judge: Judge,
  input: JudgeInput,
  ask: Ask,
  messages: readonly ChatMessage[],
  { maxTokens = MAX_TOKENS }: JudgeOptions,
): Promise<Round> {
  let reply: Reply;
  try {
    reply = await ask({ messages, responseSchema: judge.responseSchema, maxTokens });
  } catch (thrown) {
    const reason = `The model call broke: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    return { status: "done", text: null, usage: null, called: true, end: { status: "error", reason } };
  }
  const { usage } = reply;
  if (reply.status === "failed") {
    const text = reply.text ?? null;
    const called = reply.failure !== "budget_exhausted";
    if (reply.failure === "cut_off") {
      return { status: "complaint", text: text ?? "", usage, called, complaint: { code: "cut_off" } };
    }
    return { status: "done", text, usage, called, end: toEnd(reply.failure, reply.message) };
  }
  const settled = judge.read(reply.text, input);
  return settled.status === "complaint"
    ? { ...settled, text: reply.text, usage, called: true }
    : {
        status: "done",
        text: reply.text,
        usage,
        called: true,
        end: { status: "judged", finding: settled.finding },
      };
}

function add(asked: Asked, { text, usage, called }: Round): Asked {
  return {
    ...asked,
    replies: text === null ? asked.replies : [...asked.replies, text],
    spending: called ? addUsage(asked.spending, usage) : asked.spending,
  };
}

function toEnd(failure: Exclude<AskFailure, "cut_off">, reason: string): JudgingEnd {
  switch (failure) {
    case "rate_limited":
    case "unavailable":
    case "timed_out":
    case "refused":
    case "budget_exhausted":
      return { status: failure, reason };
  }
}

/** Why there is nothing to ask about; null where there is. No model can be talked into accepting what it never sees. */
function gate(judge: Judge, { answer, response, other, steps }: JudgeInput): string | null {
  if (judge.needsAnswer && answer === null)
    return "The candidate has no final answer that could be extracted.";
  const candidates = [response, ...(steps ?? []), other ?? ""];
  if (judge.hollow === "fails" && !candidates.some((text) => WORD.test(text))) {
    return "The candidate has neither a letter nor a digit.";
  }
  return null;
}

const WORD = /[\p{L}\p{N}]/u;

/** An OpenAI-compatible endpoint for tests, on this machine: misbehaves by the words in the problem, else is honest. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What an honest judge is told about a candidate: whether to accept it. */
export type Opinion = (candidate: string) => boolean;

export interface JudgeEndpoint {
  readonly url: string;
  /** Bodies that it received, in order. */
  readonly requests: readonly ChatBody[];
  /** Tokens that it told it used. */
  used(): number;
  /** From now on honest. */
  recover(): void;
  close(): Promise<void>;
}

export interface ChatBody {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly max_tokens: number;
  readonly response_format?: unknown;
}

interface Completion {
  readonly content: string | null;
  readonly refusal?: string;
  readonly finish: "stop" | "length";
}

export interface EndpointOptions {
  readonly takesSchema?: boolean;
  /** The key it wants. */
  readonly key?: string;
  /** Of every completion. */
  readonly usage?: (body: ChatBody) => { readonly prompt_tokens: number; readonly completion_tokens: number };
}

export async function startJudgeEndpoint(
  opinion: Opinion,
  {
    takesSchema = true,
    key,
    usage = () => ({ prompt_tokens: 100, completion_tokens: 20 }),
  }: EndpointOptions = {},
): Promise<JudgeEndpoint> {
  const requests: ChatBody[] = [];
  const limited = new Set<string>();
  let [used, behaves] = [0, false];
  const complete = (response: ServerResponse, body: ChatBody, { content, refusal, finish }: Completion) => {
    const told = usage(body);
    used += told.prompt_tokens + told.completion_tokens;
    const message = { role: "assistant", content, ...(refusal !== undefined && { refusal }) };
    send(response, 200, { choices: [{ index: 0, message, finish_reason: finish }], usage: told });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as ChatBody;
    requests.push(body);
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`)
      return send(response, 401, { error: `wrong key ${request.headers.authorization ?? ""}` });
    if (!takesSchema && body.response_format !== undefined)
      return send(response, 400, { error: { message: "response_format: json_schema is not supported" } });
    const prompt = body.messages.map(({ content }) => content).join("\n");
    const [problem, candidate] = [sectionOf(prompt, "problem"), sectionOf(prompt, "candidate")];
    const steps = stepsOf(prompt);
    const honest =
      steps.length > 0 ? honestStepReply(steps, opinion) : honestReply(candidate, opinion(candidate));
    const script = behaves ? "honest" : problem;
    if (script.includes("429") && !limited.has(problem)) {
      limited.add(problem);
      return send(response, 429, { error: "slow down" }, { "retry-after": "3" });
    }
    if (script.includes("500")) return send(response, 500, { error: "oops" });
    if (script.includes("slow")) return undefined;
    if (script.includes("torn")) {
      response.writeHead(200, { "content-type": "application/json", "content-length": "4000" });
      response.write('{"choices":[{"message":{"content":"{\\"verdict');
      setTimeout(() => response.destroy(), 20);
      return undefined;
    }
    if (script.includes("half"))
      return complete(response, body, { content: honest.slice(0, 30), finish: "length" });
    if (script.includes("schema"))
      return complete(response, body, { content: '{"verdict":"correct","sure":"yes"}', finish: "stop" });
    if (script.includes("refusal"))
      return complete(response, body, { content: null, refusal: "I would rather not.", finish: "stop" });
    if (script.includes("echo"))
      return complete(response, body, { content: candidate.slice(candidate.indexOf("{")), finish: "stop" });
    return complete(response, body, { content: honest, finish: "stop" });
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    used: () => used,
    recover: () => {
      behaves = true;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** What stands between a section's marks. */
function sectionOf(prompt: string, name: string): string {
  const marks = new RegExp(`\\[\\[(\\w+) begin ${name}\\]\\]\\n([\\s\\S]*)\\n\\[\\[\\1 end ${name}\\]\\]`);
  return marks.exec(prompt)?.[2] ?? "";
}

function stepsOf(prompt: string): string[] {
  return sectionOf(prompt, "candidate")
    .split(/\n?\[\[\w+ step \d+\]\]\n/)
    .slice(1);
}

function honestStepReply(steps: readonly string[], opinion: Opinion): string {
  const wrong = steps.findIndex((step) => !opinion(step));
  return JSON.stringify({
    rationale: "I went through it.",
    evidence_quote: wrong < 0 ? null : (steps[wrong] ?? "").slice(0, 12),
    first_error_step: wrong,
    error_code: wrong < 0 ? null : "arithmetic",
    confidence: 0.8,
    verdict: wrong < 0 ? "no_error" : "error",
  });
}

function honestReply(candidate: string, accepts: boolean): string {
  const blank = candidate.trim() === "";
  return JSON.stringify({
    rationale: "I worked it out myself.",
    evidence_quote: accepts || blank ? null : candidate.slice(0, 12),
    first_error_step: null,
    error_code: accepts ? null : "wrong_final_answer",
    confidence: 0.9,
    verdict: accepts ? "correct" : "incorrect",
  });
}

/** A server on loopback that answers as it is told, well or badly, and counts what it was asked. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage["headers"];
  /** 0 for the first completion. */
  readonly count: number;
  /** Aborted when the client hangs up. */
  readonly left: AbortSignal;
}
export type Answer = (response: ServerResponse, asked: Asked) => void | Promise<void>;

export interface HostileServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

export async function startHostileServer(
  answer: Answer,
  models: Answer = json(200, { object: "list", data: [{ id: "m", object: "model" }] }),
): Promise<HostileServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const left = new AbortController();
    response.on("close", () => left.abort());
    const text = Buffer.concat(parts).toString();
    const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
    const one: Asked = { body, headers: request.headers, count: asked.length, left: left.signal };
    if (request.url?.endsWith("/models") === true) return void (await models(response, one));
    asked.push(one);
    await answer(response, one);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** Lines of a stream of events, then its end; without `[DONE]` unless it is given. */
export function events(...lines: readonly (string | object)[]): Answer {
  return (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(lines.map(toEvent).join(""));
  };
}

export function toEvent(data: string | object): string {
  return `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}

export function piece(content: string, more: object = {}): object {
  return { id: "c", object: "chat.completion.chunk", choices: [{ index: 0, delta: { content }, ...more }] };
}

export function usage(tokensIn: number, tokensOut: number): object {
  return {
    choices: [],
    usage: { prompt_tokens: tokensIn, completion_tokens: tokensOut, total_tokens: tokensIn + tokensOut },
  };
}

/** A complete, well-formed answer. */
export function well(text: string, told = usage(7, 3)): Answer {
  return events(piece(text), piece("", { finish_reason: "stop" }), told, "[DONE]");
}

/**
 * The Worker's entry: the one place that knows Cloudflare. It makes the ports of each event, hands `/api` and the
 * sign-in links to the API, everything else to the pages, and queue messages and the clock to ingest.
 */
import { createApi } from "./api/createApi.ts";
import type { Bindings } from "./cloudflare/bindings.ts";
import { createPorts } from "./cloudflare/createPorts.ts";
import { consumeGrading, giveUp } from "./ingest/consumeGrading.ts";
import { sweep } from "./ingest/sweep.ts";
import { renderPage } from "./pages/renderPage.ts";
import type { GradingMessage, Ports } from "./ports.ts";

const api = createApi();
const OF_THE_API = /^\/(?:api(?:\/|$)|sign-in\/(?:once|github)(?:\/|$))/;
const DEAD_LETTERS = /-dead$/;
/** Before the first retry; each further one waits four times as long, three minutes in all, so that a short outage fails no run. */
const RETRY_SECONDS = 2;

export default {
  fetch: (request, env, context) =>
    withPorts(env, context, (ports) => {
      const callApi = async (call: Request): Promise<Response> => api.fetch(call, { ports }, context);
      if (OF_THE_API.test(new URL(request.url).pathname)) return callApi(request);
      const nonce = ports.random.text(16);
      return renderPage(request, { api: callApi, nonce, mode: import.meta.env.MODE });
    }),

  queue: (batch, env, context) =>
    withPorts(env, context, async (ports) => {
      for (const message of batch.messages) {
        if (DEAD_LETTERS.test(batch.queue)) {
          await giveUp(ports, message.body.runId, "the grader ended without an answer");
          message.ack();
        } else if ((await consumeGrading(ports, message.body, message.attempts)) === "done") message.ack();
        else message.retry({ delaySeconds: RETRY_SECONDS * 4 ** (message.attempts - 1) });
      }
    }),

  scheduled: (_event, env, context) =>
    withPorts(env, context, async (ports) => {
      await sweep(ports);
    }),
} satisfies ExportedHandler<Bindings, GradingMessage>;

/** Runs with ports of its own and closes them when the event is over, after the reply if need be. */
async function withPorts<T>(
  env: Bindings,
  context: ExecutionContext,
  work: (ports: Ports) => Promise<T>,
): Promise<T> {
  const ports = createPorts(env);
  try {
    return await work(ports);
  } finally {
    context.waitUntil(ports.store.close());
  }
}

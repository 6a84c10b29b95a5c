/** Where the model server meets the process: configuration, engine, port, log, signals, exit code. */
import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { pino } from "pino";
import { EngineError } from "../engines/engine.ts";
import { createOnnxEngine } from "../engines/onnx/createOnnxEngine.ts";
import { createServer } from "./createServer.ts";
import { readServeConfig, SERVE_USAGE } from "./readServeConfig.ts";

const EMBEDDED = fileURLToPath(new URL("../../models/nano", import.meta.url));
/** Two signals within this time are one. */
const SAME_SIGNAL_MS = 1_000;
/** For replies in work, after which connections are cut. */
const DRAIN_MS = 10_000;

const config = readServeConfig(process.argv.slice(2), process.env);
if (config === "help") {
  console.log(SERVE_USAGE);
  process.exit(0);
}
if ("wrong" in config) {
  console.error(`${config.wrong}\n\n${SERVE_USAGE}`);
  process.exit(2);
}

const log = pino({ level: config.logLevel });
try {
  const engine = await createOnnxEngine({
    folder: config.model ?? EMBEDDED,
    name: config.name ?? undefined,
    provider: config.provider,
    threads: config.threads ?? undefined,
    log,
  });
  const { name } = engine.facts;
  const app = createServer(engine, {
    name,
    apiKey: config.apiKey,
    log,
    wallClock: Date.now,
    randomSeed: () => randomInt(2 ** 32),
    randomId: randomUUID,
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(config.port, config.host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  log.info({ model: name, ...engine.facts, url: `http://${config.host}:${port}/v1` }, "model server ready");

  // A group's signal comes twice: by itself and through the program that started us.
  let stoppingSince: number | null = null;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stoppingSince !== null) {
        if (performance.now() - stoppingSince < SAME_SIGNAL_MS) return;
        process.exit(signal === "SIGINT" ? 130 : 143);
      }
      stoppingSince = performance.now();
      log.info({ signal }, "stopping after the replies in work");
      server.close();
      setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), DRAIN_MS).unref();
    });
  }
  await once(server, "close");
  await engine.close();
  log.info({}, "model server stopped");
  process.exit(0);
} catch (error) {
  if (error instanceof EngineError) log.fatal({ kind: error.kind, fix: error.fix }, error.message);
  else log.fatal({ err: error }, "the model server ended in an error");
  process.exit(3);
}

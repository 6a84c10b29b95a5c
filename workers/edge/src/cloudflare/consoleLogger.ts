import type { LogFields, Logger } from "../ports.ts";

/** One JSON object a line, on standard output and error. */
export const consoleLogger: Logger = {
  info: (message, fields) => console.info(toLine("info", message, fields)),
  error: (message, fields) => console.error(toLine("error", message, fields)),
};

function toLine(level: string, message: string, fields: LogFields = {}): string {
  return JSON.stringify({ at: new Date().toISOString(), level, message, ...fields });
}

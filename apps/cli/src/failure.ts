/**
 * How a command ends when it cannot do what it was asked.
 * Decision: every failure has a name, a sentence and where possible what to do; the exit code says whose turn it is:
 * 2 = the input or the command line, 3 = the infrastructure. 1 is reserved for gates (a batch that its canaries refuse),
 * so that a broken network never looks like a regression.
 */
import { ApiError } from "@plumbline/client";
import type { ProblemCode } from "@plumbline/contract";
import { CommanderError } from "commander";

export type ExitCode = 0 | 1 | 2 | 3 | 130;

export class CommandFailure extends Error {
  readonly exit: ExitCode;
  readonly code: string;
  readonly fix: string | null;
  constructor(exit: ExitCode, code: string, message: string, fix: string | null = null) {
    super(message);
    this.name = "CommandFailure";
    this.exit = exit;
    this.code = code;
    this.fix = fix;
  }
}

/** Whatever was thrown, as a failure. `null` = nothing went wrong (help and version end this way). */
export function toFailure(error: unknown): CommandFailure | null {
  if (error instanceof CommandFailure) return error;
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? null : new CommandFailure(2, "usage", "");
  }
  if (error instanceof ApiError) {
    const { code, detail, fix, instance } = error.problem;
    const request = instance === undefined ? "" : ` (request ${instance})`;
    return new CommandFailure(exitOfProblem(code), code, detail + request, fix ?? null);
  }
  if (!(error instanceof Error)) return new CommandFailure(3, "internal", String(error));
  const systemCode = (error as NodeJS.ErrnoException).code;
  if (error instanceof TypeError && error.message === "fetch failed") {
    const cause = error.cause instanceof Error ? `: ${error.cause.message || error.cause.name}` : "";
    return new CommandFailure(3, "server_unreachable", `The server cannot be reached${cause}.`, SERVER_FIX);
  }
  if (error.name === "ZodError") {
    return new CommandFailure(
      3,
      "version_skew",
      "The server answered in a shape that this version of plumb does not know.",
      "Use the plumb of the same version as the server.",
    );
  }
  if (systemCode !== undefined && /^E[A-Z]+$/.test(systemCode)) {
    return new CommandFailure(2, systemCode.toLowerCase(), error.message);
  }
  return new CommandFailure(3, "internal", error.stack ?? error.message);
}

const SERVER_FIX = "Start one with `npm start`, or name another with --server URL or PLUMBLINE_URL.";

function exitOfProblem(code: ProblemCode): ExitCode {
  switch (code) {
    case "invalid_request":
    case "token_missing":
    case "token_unknown":
    case "token_expired":
    case "token_revoked":
    case "scope_missing":
    case "not_found":
    case "method_not_allowed":
    case "conflict":
    case "length_required":
    case "body_too_large":
    case "unsupported_media":
    case "upload_empty":
    case "upload_unreadable":
    case "quota_exhausted":
      return 2;
    case "lease_lost":
    case "rate_limited":
    case "internal":
    case "unavailable":
      return 3;
  }
}

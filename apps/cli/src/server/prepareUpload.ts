/**
 * A file made ready for upload: read once on this machine, so that what the server would refuse is said before a
 * byte is sent, and so that its models are known.
 * Decision: a plain file goes up as it is, byte for byte (equal bytes are found again as the same run); a packed
 * file, standard input, and rows whose `answer` had to be settled by a flag are written out to a temporary file.
 */

import { once } from "node:events";
import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InvalidLine } from "@plumbline/contract";
import { openFile, type ReadEvent, type ReadOptions } from "@plumbline/formats";
import { CommandFailure } from "../failure.ts";
import { openBytes } from "../openBytes.ts";
import { startProgress } from "../startProgress.ts";
import type { Surroundings } from "../surroundings.ts";

export interface PreparedUpload {
  readonly blob: Blob;
  readonly rows: number;
  /** Rows by model; rows without one are under "". */
  readonly models: ReadonlyMap<string, number>;
  readonly format: string;
  readonly assumptions: readonly string[];
  readonly invalid: readonly InvalidLine[];
  readonly invalidCount: number;
  /** Removes what was written for it. */
  dispose(): Promise<void>;
}

const INVALID_KEPT = 5;

export async function prepareUpload(
  path: string,
  options: ReadOptions,
  surroundings: Surroundings,
): Promise<PreparedUpload> {
  const bytes = await openBytes(path, surroundings);
  const copyRows = options.answerIs !== undefined;
  const copyBytes = !copyRows && (bytes.packed || path === "-");
  const folder = copyRows || copyBytes ? await mkdtemp(join(tmpdir(), "plumb-")) : null;
  const dispose = async () => {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  };
  const copy = folder === null ? null : createWriteStream(join(folder, "rows.jsonl"), { mode: 0o600 });
  const put = async (piece: string | Uint8Array) => {
    if (copy !== null && piece.length > 0 && !copy.write(piece)) await once(copy, "drain");
  };
  const progress = startProgress(`Reading ${bytes.name}`, bytes.size, surroundings);
  const models = new Map<string, number>();
  const invalid: InvalidLine[] = [];
  let invalidCount = 0;
  let rows = 0;

  function take(event: ReadEvent): void {
    if (event.kind === "invalid") {
      invalidCount += 1;
      if (invalid.length < INVALID_KEPT) invalid.push(event.invalid);
      return;
    }
    rows += 1;
    const model = event.row.model ?? "";
    models.set(model, (models.get(model) ?? 0) + 1);
  }

  try {
    const source = copyBytes ? tee(bytes.chunks, put) : bytes.chunks;
    const file = await openFile(source, options);
    if (!("events" in file)) {
      const { code, message, fix } = file.recognition.refusal;
      throw new CommandFailure(2, code, `${path}: ${message}`, fix);
    }
    for await (const events of file.events) {
      for (const event of events) take(event);
      if (copyRows) await put(events.map(toText).join(""));
      progress.update(bytes.position());
    }
    if (copy !== null) {
      copy.end();
      await once(copy, "finish");
    }
    if (rows === 0) {
      const first = invalid[0];
      const because = first === undefined ? "" : ` Line ${first.line}: ${first.reason}.`;
      throw new CommandFailure(2, "no_samples", `${path} has no row that is a sample.${because}`);
    }
    const { format, assumptions } = file.recognition;
    const blob = await openAsBlob(folder === null ? path : join(folder, "rows.jsonl"));
    return { blob, rows, models, format: format.name, assumptions, invalid, invalidCount, dispose };
  } catch (error) {
    await dispose();
    throw error;
  } finally {
    progress.stop();
  }
}

function toText(event: ReadEvent): string {
  return event.kind === "row" ? `${JSON.stringify(event.row)}\n` : "";
}

async function* tee(
  chunks: AsyncIterable<Uint8Array>,
  put: (piece: Uint8Array) => Promise<void>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    await put(chunk);
    yield chunk;
  }
}

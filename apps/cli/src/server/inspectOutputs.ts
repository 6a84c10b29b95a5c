/**
 * Outputs read once on this machine before they are sent: what the server would refuse is said before a byte leaves,
 * and the models in the file are known. A packed file and standard input are kept unpacked in the scratch folder.
 */

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import type { InvalidLine } from "@plumbline/contract";
import { openFile, type ReadEvent, type ReadOptions } from "@plumbline/formats";
import { CommandFailure } from "../failure.ts";
import { openBytes } from "../openBytes.ts";
import { startProgress } from "../startProgress.ts";
import type { Surroundings } from "../surroundings.ts";

export interface Outputs {
  /** Plain JSONL: the file itself, or its unpacked copy. */
  readonly path: string;
  readonly rows: number;
  /** Rows by model; rows without one are under "". */
  readonly models: ReadonlyMap<string, number>;
  readonly assumptions: readonly string[];
  /** The first few, and how many there are. */
  readonly invalid: readonly InvalidLine[];
  readonly invalidCount: number;
}

const INVALID_KEPT = 5;

export async function inspectOutputs(
  path: string,
  options: ReadOptions,
  scratchFolder: string,
  surroundings: Surroundings,
): Promise<Outputs> {
  const bytes = await openBytes(path, surroundings);
  const copy = bytes.packed || path === "-" ? join(scratchFolder, "unpacked.jsonl") : null;
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
    const file = await openFile(copy === null ? bytes.chunks : copied(bytes.chunks, copy), options);
    if (!("events" in file)) {
      const { code, message, fix } = file.recognition.refusal;
      throw new CommandFailure(2, code, `${path}: ${message}`, fix);
    }
    for await (const events of file.events) {
      for (const event of events) take(event);
      progress.update(bytes.position());
    }
    if (rows === 0) {
      const first = invalid[0];
      const because = first === undefined ? "" : ` Line ${first.line}: ${first.reason}.`;
      throw new CommandFailure(2, "no_samples", `${path} has no row that is a sample.${because}`);
    }
    const { assumptions } = file.recognition;
    return { path: copy ?? path, rows, models, assumptions, invalid, invalidCount };
  } finally {
    progress.stop();
  }
}

/** The chunks, written to a file on their way. */
async function* copied(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = createWriteStream(path, { mode: 0o600 });
  for await (const chunk of chunks) {
    if (!file.write(chunk)) await once(file, "drain");
    yield chunk;
  }
  file.end();
  await once(file, "finish");
}

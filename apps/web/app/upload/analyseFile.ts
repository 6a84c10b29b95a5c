/**
 * What a file holds, read in the browser before anything is sent: its format, models, problems and the lines that are
 * no samples. Decision: the same readers as the Worker's, so that what is shown here is what will be graded. Memory
 * grows with the number of distinct problems and models, never with the file.
 */
import type { InvalidLine } from "@plumbline/contract";
import { type FileRefusal, openFile, type ReadOptions } from "@plumbline/formats";

/** Malformed lines kept for the page; further ones are counted. */
const INVALID_KEPT = 50;

export interface Analysis {
  readonly format: string;
  readonly assumptions: readonly string[];
  readonly rows: number;
  /** Rows by model; the key "" counts rows that name none. In order of appearance. */
  readonly models: ReadonlyMap<string, number>;
  /** What rows say of their problem, each pair of id and statement once. */
  readonly problems: readonly NamedProblem[];
  readonly invalid: readonly InvalidLine[];
  readonly invalidCount: number;
  /** The file without its packing, and how it was read. */
  readonly plain: Blob;
  readonly options: ReadOptions;
}
export interface NamedProblem {
  readonly id: string | null;
  readonly statement: string | null;
  readonly rows: number;
}
export type Analysed = { readonly analysis: Analysis } | { readonly refusal: FileRefusal };

/**
 * Reads the whole file. `onProgress` gets the number of rows now and then. A gzip file is unpacked on the way.
 * @example const read = await analyseFile(file); if ("analysis" in read) read.analysis.models
 */
export async function analyseFile(
  file: Blob,
  options: ReadOptions = {},
  onProgress: (rows: number) => void = () => {},
): Promise<Analysed> {
  const plain = await unpack(file);
  const opened = await openFile(plain.stream(), options);
  if (!("events" in opened)) return { refusal: opened.recognition.refusal };
  const { format, assumptions } = opened.recognition;
  const models = new Map<string, number>();
  const problems = new Map<string, NamedProblem>();
  const invalid: InvalidLine[] = [];
  let invalidCount = 0;
  let rows = 0;
  for await (const events of opened.events) {
    for (const event of events) {
      if (event.kind === "invalid") {
        invalidCount += 1;
        if (invalid.length < INVALID_KEPT) invalid.push(event.invalid);
        continue;
      }
      const { row } = event;
      rows += 1;
      models.set(row.model ?? "", (models.get(row.model ?? "") ?? 0) + 1);
      const named = { id: row.problem_id, statement: row.problem ?? null };
      const name = JSON.stringify(named);
      problems.set(name, { ...named, rows: (problems.get(name)?.rows ?? 0) + 1 });
    }
    onProgress(rows);
  }
  return {
    analysis: {
      format: format.name,
      assumptions,
      rows,
      models,
      problems: [...problems.values()],
      invalid,
      invalidCount,
      plain,
      options,
    },
  };
}

async function unpack(file: Blob): Promise<Blob> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return file;
  return new Response(file.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}

/** Readers of other tools' files: bytes in, interchange rows out, the same in the Worker, the CLI and the browser. */
export { LINE_FORMATS, lineFormatById } from "./lineFormats.ts";
export { problemOf } from "./problemOf.ts";
export { type BenchmarkEvent, readBenchmarkFile } from "./readBenchmarkFile.ts";
export type { LineFormat, ReadEvent, ReadInvalid, ReadOptions, ReadRow, RecordReading } from "./reader.ts";
export { type LineRecord, parseLine, readLine } from "./readLine.ts";
export { type RangeReading, type RangeStart, readRange, readStep, type StepReading } from "./readRange.ts";
export {
  type ByteSource,
  type ByteStream,
  type OpenedFile,
  openFile,
  readStream,
  streamLines,
} from "./readStream.ts";
export {
  type FileRefusal,
  type FileRefusalCode,
  type Recognition,
  recogniseFormat,
} from "./recogniseFormat.ts";
export { createLineSplitter, type Line, type LineSplitter, type SplitterStart } from "./splitLines.ts";

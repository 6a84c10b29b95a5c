/** Problems in pieces that fit one request each: by count and by bytes of JSON. */
import { LIMITS, type NewProblem } from "@plumbline/contract";

/** Room for the rest of the request's body. */
const BODY_BYTES = LIMITS.jsonBytes - 64 * 1024;

export function toPieces(problems: readonly NewProblem[]): NewProblem[][] {
  const pieces: NewProblem[][] = [];
  let piece: NewProblem[] = [];
  let bytes = 0;
  for (const problem of problems) {
    const size = Buffer.byteLength(JSON.stringify(problem)) + 1;
    if (piece.length === LIMITS.problemsPerRequest || (piece.length > 0 && bytes + size > BODY_BYTES)) {
      pieces.push(piece);
      piece = [];
      bytes = 0;
    }
    piece.push(problem);
    bytes += size;
  }
  return piece.length === 0 ? pieces : [...pieces, piece];
}

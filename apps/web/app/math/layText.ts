/**
 * Lays a text out for a page: paragraphs of plain runs and formulas, with marked spans and thinking told apart.
 * Decision: done on the server, which hands the page plain data and KaTeX's own MathML. The page then needs no KaTeX to
 * come alive, and the only markup it ever inserts is KaTeX's; everything else of a model's text is a text node.
 * Work is bounded: after `MAX_FORMULAS` formulas or `MAX_TEX` characters the rest stays as it was written.
 */
import type { Span } from "@plumbline/contract";
import { renderMath } from "./renderMath.ts";
import { type Piece, segmentMath } from "./segmentMath.ts";

export const MAX_FORMULAS = 1_000;
export const MAX_TEX = 60_000;

/** A run of one paragraph. `source` is the exact text; `mathml` stands for it where it is a formula that renders. */
export interface LaidRun {
  /** Where it begins in the text, UTF-16. */
  readonly start: number;
  readonly source: string;
  readonly marked: boolean;
  /** Part of the flagged span, and whether it is its first or last run. */
  readonly flagged?: { readonly first: boolean; readonly last: boolean };
  readonly mathml?: string;
  readonly display?: boolean;
}
export interface LaidText {
  readonly paragraphs: readonly (readonly LaidRun[])[];
  /** Whether some formulas were left as written because of the bounds. */
  readonly cut: boolean;
}

/**
 * The text laid out; the sources of all runs joined are the text again. `marked` is a UTF-16 span to highlight, the
 * answer for example, and `flagged` one to find fault with; they may overlap.
 */
export function layText(text: string, marked: Span | null = null, flagged: Span | null = null): LaidText {
  let formulas = 0;
  let tex = 0;
  let cut = false;
  const pieces = splitAtSpan(flagPieces(segmentMath(text), flagged), marked);
  const firstFlagged = pieces.findIndex((piece) => piece.flagged);
  const lastFlagged = pieces.findLastIndex((piece) => piece.flagged);
  const runs = pieces.map((piece, place): LaidRun => {
    const source = text.slice(piece.start, piece.end);
    const run = {
      start: piece.start,
      source,
      marked: piece.marked,
      ...(piece.flagged ? { flagged: { first: place === firstFlagged, last: place === lastFlagged } } : {}),
    };
    if (piece.kind === "text") return run;
    formulas += 1;
    tex += piece.tex.length;
    if (formulas > MAX_FORMULAS || tex > MAX_TEX) {
      cut = true;
      return run;
    }
    const mathml = renderMath(piece.tex, piece.display);
    return mathml === null ? run : { ...run, mathml, display: piece.display };
  });
  return { paragraphs: splitParagraphs(runs), cut };
}

/** Pieces cut at the span's ends; a formula that the span touches is marked as a whole, since it cannot be cut. */
export function splitAtSpan<P extends Piece>(
  pieces: readonly P[],
  span: Span | null,
): readonly (P & { readonly marked: boolean })[] {
  if (span === null || span.end <= span.start) return pieces.map((piece) => ({ ...piece, marked: false }));
  return pieces.flatMap((piece) => {
    const touched = piece.start < span.end && span.start < piece.end;
    if (!touched || piece.kind === "math") return [{ ...piece, marked: touched }];
    const start = Math.max(piece.start, span.start);
    const end = Math.min(piece.end, span.end);
    return [
      { ...piece, end: start, marked: false },
      { ...piece, start, end, marked: true },
      { ...piece, start: end, marked: false },
    ].filter((part) => part.end > part.start);
  });
}

function flagPieces(
  pieces: readonly Piece[],
  span: Span | null,
): readonly (Piece & { readonly flagged: boolean })[] {
  return splitAtSpan(pieces, span).map(({ marked, ...piece }) => ({ ...piece, flagged: marked }));
}

/** Breaks after each empty line, so that a browser lays out only the paragraphs in view. */
function splitParagraphs(runs: readonly LaidRun[]): readonly (readonly LaidRun[])[] {
  const paragraphs: LaidRun[][] = [[]];
  for (const run of runs) {
    const parts = run.mathml === undefined ? run.source.split(/(?<=\n\s*\n)(?=\S)/u) : [run.source];
    let start = run.start;
    parts.forEach((source, place) => {
      if (place > 0) paragraphs.push([]);
      paragraphs.at(-1)?.push({ ...run, start, source, ...flagPart(run, place, parts.length) });
      start += source.length;
    });
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

/** A run that is cut into paragraphs begins and ends once. */
function flagPart({ flagged }: LaidRun, place: number, parts: number): Pick<LaidRun, "flagged"> {
  if (flagged === undefined) return {};
  return { flagged: { first: flagged.first && place === 0, last: flagged.last && place === parts - 1 } };
}

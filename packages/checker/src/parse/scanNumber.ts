/**
 * Numbers as people write them: 1,234.5, 1 000, 1\,000, 1{,}000, 12,\!000, .5, 2.5E3, 0.1\overline{6}, 0.(3).
 * Decision: grouping is recognised while scanning, because only there the exact spacing is known; the three readings of
 * a comma are chosen by the caller. A full stop that ends the text is punctuation, not a decimal point.
 */
import type { CommaReading } from "./token.ts";

export interface ScannedNumber {
  /** Digits, at most one point, then "r" with the repeating digits or "E" with the exponent. */
  readonly text: string;
  readonly end: number;
  readonly grouped: boolean;
  readonly decimalComma: boolean;
}

export function isDigit(character: string): boolean {
  return character >= "0" && character <= "9" && character.length === 1;
}

function digitsEnd(source: string, at: number): number {
  let end = at;
  while (isDigit(source[end] ?? "")) end++;
  return end;
}

/** Separators of thousands that are no bare comma: always grouping. */
const SURE_SEPARATORS = ["{,}", ",\\!", "\\,", "{\\,}", "\\!", "~", "\u202f", "\u2009", "\\ "];

export function scanNumber(
  source: string,
  start: number,
  commas: CommaReading,
  bareCommas: boolean,
): ScannedNumber {
  let end = digitsEnd(source, start);
  let text = source.slice(start, end);
  let grouped = false;
  let decimalComma = false;
  if (end - start <= 3 && text !== "" && !(text.startsWith("0") && text.length > 0)) {
    const separators =
      commas === "thousands" && bareCommas
        ? [...SURE_SEPARATORS, ",", " "]
        : commas === "decimal"
          ? [...SURE_SEPARATORS, ".", " "]
          : [...SURE_SEPARATORS, " "];
    for (const separator of separators) {
      const groups = scanGroups(source, end, separator);
      if (groups === null) continue;
      grouped ||= separator === "," || separator === ".";
      text += groups.digits;
      end = groups.end;
      break;
    }
  }
  if (source[end] === "," && text !== "" && isDigit(source[end + 1] ?? "")) {
    decimalComma = true;
    if (commas === "decimal") {
      const stop = digitsEnd(source, end + 1);
      return { text: `${text}.${source.slice(end + 1, stop)}`, end: stop, grouped, decimalComma };
    }
  }
  if (source[end] === "." && !source.startsWith("...", end)) {
    const stop = digitsEnd(source, end + 1);
    const repeating = scanRepeating(source, stop);
    if (stop > end + 1 || repeating !== null) {
      text = `${text === "" ? "0" : text}.${source.slice(end + 1, stop)}`;
      end = stop;
    } else if (
      /^\.\s*(?:$|[^\s\w\\({])/u.test(source.slice(end, end + 12)) ||
      source.slice(end + 1).trim() === ""
    ) {
      return { text, end: end + 1, grouped, decimalComma };
    } else return { text, end, grouped, decimalComma };
    if (repeating !== null)
      return { text: `${text}r${repeating.digits}`, end: repeating.end, grouped, decimalComma };
    if (
      source.startsWith("...", end) ||
      source.startsWith("\\ldots", end) ||
      source.startsWith("\\dots", end) ||
      source[end] === "…"
    ) {
      const tail = /(\d{1,6}?)\1{1,}$/u.exec(text.slice(text.indexOf(".") + 1).slice(-24));
      const skip = source.startsWith("\\ldots", end)
        ? 6
        : source.startsWith("\\dots", end)
          ? 5
          : source[end] === "…"
            ? 1
            : 3;
      if (tail?.[1] !== undefined)
        return { text: `${text}r${tail[1]}`, end: end + skip, grouped, decimalComma };
      return { text, end: end + skip, grouped, decimalComma };
    }
  }
  const exponent = scanExponent(source, end);
  if (exponent !== null)
    return { text: `${text}E${exponent.digits}`, end: exponent.end, grouped, decimalComma };
  return { text, end, grouped, decimalComma };
}

/** ",234,567" after the first digits: groups of exactly three, all with one separator. */
function scanGroups(
  source: string,
  at: number,
  separator: string,
): { readonly digits: string; readonly end: number } | null {
  let end = at;
  let digits = "";
  while (source.startsWith(separator, end)) {
    let next = end + separator.length;
    if (separator === ",\\!") while (source[next] === " ") next++;
    if (digitsEnd(source, next) !== next + 3) break;
    digits += source.slice(next, next + 3);
    end = next + 3;
  }
  if (digits === "") return null;
  // "1 000/3" stays a number; "1 000 5" and "2 100 x 3" are none of our business.
  const after = source.slice(end, end + separator.length + 1);
  if (after.startsWith(separator) && isDigit(after.at(-1) ?? "")) return null;
  if (separator === " " && (isDigit(source[end] ?? "") || source[end] === "/")) return null;
  return { digits, end };
}

function scanRepeating(source: string, at: number): { readonly digits: string; readonly end: number } | null {
  for (const opening of [
    "\\overline{",
    "\\bar{",
    "\\dot{",
    "\\overline ",
    "\\bar ",
    "\\dot ",
    "\\overline",
    "\\bar",
    "(",
  ]) {
    if (!source.startsWith(opening, at)) continue;
    const start = at + opening.length;
    const end =
      opening === "\\overline" || opening === "\\bar"
        ? isDigit(source[start] ?? "")
          ? start + 1
          : start
        : digitsEnd(source, start);
    if (end === start) {
      if (opening.endsWith("{")) return null;
      continue;
    }
    const closing = opening === "(" ? ")" : opening.endsWith("{") ? "}" : "";
    if (closing !== "" && source[end] !== closing) return null;
    const next = end + closing.length;
    if (opening !== "\\dot{") return { digits: source.slice(start, end), end: next };
    // 0.\dot{1}4285\dot{7}: the dots mark the ends of the period.
    const middle = digitsEnd(source, next);
    const last = source.startsWith("\\dot{", middle) ? digitsEnd(source, middle + 5) : 0;
    if (last > 0 && source[last] === "}") {
      return {
        digits: source.slice(start, end) + source.slice(next, middle) + source.slice(middle + 5, last),
        end: last + 1,
      };
    }
    return { digits: source.slice(start, end), end: next };
  }
  // A combining overline or macron over the last digits: 0.3̅
  if (source[at] === "\u0305" || source[at] === "\u0304")
    return { digits: source[at - 1] ?? "", end: at + 1 };
  return null;
}

function scanExponent(source: string, at: number): { readonly digits: string; readonly end: number } | null {
  if (source[at] !== "E" && source[at] !== "e") return null;
  let start = at + 1;
  const sign = source[start] === "-" ? "-" : "";
  if (source[start] === "-" || source[start] === "+") start++;
  const end = digitsEnd(source, start);
  if (end === start || end - start > 12) return null;
  return { digits: sign + source.slice(start, end), end };
}

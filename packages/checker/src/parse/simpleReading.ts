/** Reads plain numbers, decimals, fractions and text: the part of the grammar that everything else grows around. */
import {
  addRational,
  multiplyRational,
  negateRational,
  type Rational,
  rational,
  ZERO,
} from "../exact/rational.ts";

export interface SimpleReading {
  readonly kind: "number" | "text";
  readonly value: Rational | null;
  /** Digits after the decimal point where the source was a decimal, else null. */
  readonly decimals: number | null;
  readonly significant: number;
  readonly percent: boolean;
  readonly form: string;
}

const LIMIT = 200_000;

/** The reading of a bare answer. Total: what is no number is text. */
export function readSimple(source: string): SimpleReading {
  let text = source.slice(0, LIMIT).trim();
  for (const [from, to] of [
    ["\\left", ""],
    ["\\right", ""],
    ["\\!", ""],
    ["\\,", ""],
    ["{,}", ","],
    ["\\dfrac", "\\frac"],
    ["\\tfrac", "\\frac"],
  ] as const) {
    text = text.replaceAll(from, to);
  }
  text = text.replaceAll("\\$", "").replaceAll("$", "").trim();
  while (text.endsWith(".") || text.endsWith(",") || text.endsWith(";")) text = text.slice(0, -1).trim();
  text = unwrap(text, "\\boxed{");
  text = unwrap(text, "\\text{");
  let percent = false;
  for (const sign of ["\\%", "%", " percent"]) {
    if (text.endsWith(sign)) {
      percent = true;
      text = text.slice(0, -sign.length).trim();
      break;
    }
  }
  const unit = text.indexOf("\\text{");
  if (unit > 0) text = text.slice(0, unit).trim();
  const number = readNumber(text);
  if (number !== null) return { kind: "number", percent, ...number, form: text };
  const words = text.toLowerCase().split(/\s+/u).join(" ");
  return { kind: "text", value: null, decimals: null, significant: 0, percent: false, form: words };
}

function unwrap(text: string, opening: string): string {
  return text.startsWith(opening) && text.endsWith("}") ? text.slice(opening.length, -1).trim() : text;
}

function readNumber(text: string): Pick<SimpleReading, "value" | "decimals" | "significant"> | null {
  if (text.startsWith("-")) {
    const rest = readNumber(text.slice(1).trim());
    return rest?.value ? { ...rest, value: negateRational(rest.value) } : null;
  }
  const latex = /^(\d*)\s*\\frac\s*\{(-?\d+)\}\s*\{(\d+)\}$/u.exec(text);
  if (latex) return fraction(latex[1] ?? "", latex[2] ?? "0", latex[3] ?? "0");
  const slash = /^(-?\d+)\s*\/\s*(\d+)$/u.exec(text);
  if (slash) return fraction("", slash[1] ?? "0", slash[2] ?? "0");
  const plain = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(text) ? text.replaceAll(",", "") : text;
  const decimal = /^\+?(\d*)\.?(\d*)$/u.exec(plain);
  if (!decimal || (decimal[1] === "" && decimal[2] === "")) return null;
  const whole = decimal[1] ?? "";
  const part = decimal[2] ?? "";
  const digits = BigInt(`${whole}${part}`);
  return {
    value: rational(digits, 10n ** BigInt(part.length)),
    decimals: plain.includes(".") && part !== "" ? part.length : null,
    significant: digits === 0n ? 0 : digits.toString().length,
  };
}

function fraction(
  whole: string,
  top: string,
  bottom: string,
): Pick<SimpleReading, "value" | "decimals" | "significant"> | null {
  if (BigInt(bottom) === 0n) return null;
  const part = rational(BigInt(top), BigInt(bottom));
  const value = whole === "" ? part : addRational(rational(BigInt(whole)), part);
  return { value: multiplyRational(value, rational(1n)) ?? ZERO, decimals: null, significant: 0 };
}

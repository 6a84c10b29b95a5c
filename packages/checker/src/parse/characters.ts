/** Single characters outside ASCII that mean mathematics, as the ASCII or LaTeX that the tokenizer knows. */

const PAIRS = `− -|– -|— -|‐ -|‑ -|﹣ -|－ -|＋ +|× *|∗ *|⋅ *|· *|• *|÷ /|∕ /|⁄ /|／ /|≤ \\le|⩽ \\le|≦ \\le|≥ \\ge|⩾ \\ge|≧ \\ge|≠ \\ne|≈ \\approx|≃ \\approx|≅ \\cong|≡ \\equiv|∼ \\sim
∞ \\infty|π \\pi|√ \\sqrt|∛ \\cbrt|∜ \\fourthroot|° \\degree|º \\degree|˚ \\degree|℃ \\celsius|′ '|″ ''|∪ \\cup|∩ \\cap|∈ \\in|∉ \\notin|⊂ \\subset|⊆ \\subseteq|∅ \\emptyset|∖ \\setminus
ℝ \\R|ℤ \\Z|ℚ \\Q|ℕ \\N|ℂ \\C|∧ \\land|∨ \\lor|¬ \\neg|⇒ \\Rightarrow|→ \\to|⟹ \\Rightarrow|⇔ \\iff|± \\pm|∓ \\mp|∑ \\sum|∏ \\prod|∫ \\int|∂ \\partial|⌊ \\lfloor|⌋ \\rfloor|⌈ \\lceil|⌉ \\rceil
⟨ \\langle|⟩ \\rangle|… \\ldots|⋯ \\ldots|∠ \\angle|△ \\triangle|⊥ \\perp|∥ \\parallel|∣ |||‖ ||α \\alpha|β \\beta|γ \\gamma|δ \\delta|ε \\epsilon|Ɛ \\epsilon|ζ \\zeta|η \\eta|θ \\theta|ϑ \\theta|ι \\iota|κ \\kappa|λ \\lambda
μ \\mu|µ \\mu|ν \\nu|ξ \\xi|ρ \\rho|σ \\sigma|τ \\tau|υ \\upsilon|φ \\phi|ϕ \\phi|χ \\chi|ψ \\psi|ω \\omega|Γ \\Gamma|Δ \\Delta|Θ \\Theta|Λ \\Lambda|Ξ \\Xi|Π \\Pi|Σ \\Sigma|Φ \\Phi|Ψ \\Psi|Ω \\Omega
，,|、 ,|；;|：:|（ (|） )|［ [|］ ]|｛ {|｝ }|％ %|＝ =|＜ <|＞ >|． .|。 .|“ "|” "|‘ '|’ '|ℓ l|ⅈ i|ⅇ e|𝑒 e|𝜋 \\pi|€ \\euro|£ \\pounds|¥ \\yen|￥ \\yen|₹ \\rupee|¢ \\cent`;

function readPairs(): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const line of PAIRS.split("\n")) {
    for (const pair of splitPairs(line)) {
      const [character = ""] = pair;
      map.set(character, pair.slice(character.length).trim());
    }
  }
  for (let digit = 0; digit < 10; digit++) map.set(String.fromCodePoint(0xff10 + digit), String(digit));
  map.set("∣", "|");
  map.set("‖", "|");
  return map;
}

/** Splits on the bar, except where the bar itself is the meaning. */
function splitPairs(line: string): string[] {
  return line.split("|").filter((pair) => pair.trim() !== "");
}

/** What a character stands for; ASCII characters stand for themselves and are not listed. */
export const CHARACTERS: ReadonlyMap<string, string> = readPairs();

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** The ASCII character for a superscript one (digits, sign, n), or null. */
export function superscriptOf(character: string): string | null {
  const digit = character === "" ? -1 : SUPERSCRIPTS.indexOf(character);
  if (digit >= 0) return String(digit);
  return character === "⁻"
    ? "-"
    : character === "⁺"
      ? "+"
      : character === "ⁿ"
        ? "n"
        : character === "ˣ"
          ? "x"
          : null;
}

/** The ASCII digit for a subscript one, or null. */
export function subscriptOf(character: string): string | null {
  const digit = character === "" ? -1 : SUBSCRIPTS.indexOf(character);
  if (digit >= 0) return String(digit);
  return character === "ₙ" ? "n" : character === "ₓ" ? "x" : null;
}

const VULGAR: Readonly<Record<string, readonly [number, number]>> = {
  "½": [1, 2],
  "⅓": [1, 3],
  "⅔": [2, 3],
  "¼": [1, 4],
  "¾": [3, 4],
  "⅕": [1, 5],
  "⅖": [2, 5],
  "⅗": [3, 5],
  "⅘": [4, 5],
  "⅙": [1, 6],
  "⅚": [5, 6],
  "⅛": [1, 8],
  "⅜": [3, 8],
  "⅝": [5, 8],
  "⅞": [7, 8],
  "⅐": [1, 7],
  "⅑": [1, 9],
  "⅒": [1, 10],
};

/** Numerator and denominator of a one-character fraction such as ½, or null. */
export function vulgarFractionOf(character: string): readonly [number, number] | null {
  return VULGAR[character] ?? null;
}

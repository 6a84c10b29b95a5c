/**
 * KaTeX marks letter styles with `mathvariant`, which browsers dropped (MathML Core knows only `normal`): blackboard R
 * would show as a plain R. Unicode has these letters as characters of their own, so the letters are replaced.
 */

/** First capital, first small letter and first digit of each style; null where Unicode has none. */
const STYLES: ReadonlyMap<string, readonly [number, number, number | null]> = new Map([
  ["bold", [0x1d400, 0x1d41a, 0x1d7ce]],
  ["bold-italic", [0x1d468, 0x1d482, null]],
  ["script", [0x1d49c, 0x1d4b6, null]],
  ["fraktur", [0x1d504, 0x1d51e, null]],
  ["double-struck", [0x1d538, 0x1d552, 0x1d7d8]],
  ["sans-serif", [0x1d5a0, 0x1d5ba, 0x1d7e2]],
  ["monospace", [0x1d670, 0x1d68a, 0x1d7f6]],
]);

/** Letters that were in Unicode before their alphabet was; their places in it are empty. */
const EARLIER: ReadonlyMap<number, string> = new Map([
  [0x1d49d, "ℬ"],
  [0x1d4a0, "ℰ"],
  [0x1d4a1, "ℱ"],
  [0x1d4a3, "ℋ"],
  [0x1d4a4, "ℐ"],
  [0x1d4a7, "ℒ"],
  [0x1d4a8, "ℳ"],
  [0x1d4ad, "ℛ"],
  [0x1d4ba, "ℯ"],
  [0x1d4bc, "ℊ"],
  [0x1d4c4, "ℴ"],
  [0x1d506, "ℭ"],
  [0x1d50b, "ℌ"],
  [0x1d50c, "ℑ"],
  [0x1d515, "ℜ"],
  [0x1d51d, "ℨ"],
  [0x1d53a, "ℂ"],
  [0x1d53f, "ℍ"],
  [0x1d545, "ℕ"],
  [0x1d547, "ℙ"],
  [0x1d548, "ℚ"],
  [0x1d549, "ℝ"],
  [0x1d551, "ℤ"],
]);

/** @example toUnicodeLetters('<mi mathvariant="double-struck">R</mi>') // '<mi mathvariant="normal">ℝ</mi>' */
export function toUnicodeLetters(mathml: string): string {
  return mathml.replace(
    /<(mi|mn|mtext) mathvariant="([a-z-]+)">([A-Za-z0-9]+)<\/\1>/gu,
    (whole: string, element: string, style: string, letters: string) => {
      const starts = STYLES.get(style);
      if (starts === undefined) return whole;
      const styled = letters.replace(/[A-Za-z0-9]/gu, (letter) => toStyled(letter, starts));
      return `<${element} mathvariant="normal">${styled}</${element}>`;
    },
  );
}

function toStyled(letter: string, [capital, small, digit]: readonly [number, number, number | null]): string {
  const code = letter.charCodeAt(0);
  if (code < 0x41) return digit === null ? letter : String.fromCodePoint(digit + code - 0x30);
  const place = code < 0x61 ? capital + code - 0x41 : small + code - 0x61;
  return EARLIER.get(place) ?? String.fromCodePoint(place);
}

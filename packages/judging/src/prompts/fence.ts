/**
 * Marks around what others wrote.
 * Decision: every mark carries a random key that was drawn after the material was written, so that no material can
 * close its own fence; a key that stands in the material is not used. A fence keeps material apart, it does not keep a
 * model from obeying it: that is what canaries measure.
 */

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** A part of the material. Numbered parts (steps) get a mark each. */
export interface Section {
  readonly name: string;
  readonly content: string | readonly string[];
}

/** Stands in for the key where a prompt is hashed: the hash must not depend on chance. */
export const NO_SENTINEL = "0000000000000000";
const SENTINEL = /^[A-Za-z0-9]{12,64}$/u;
const DRAWS = 8;

/**
 * A key that none of the texts holds, in any case. `draw` makes random text: 12 to 64 letters and digits.
 * Null where no draw would do, which honest randomness never brings about.
 */
export function drawSentinel(texts: readonly string[], draw: () => string): string | null {
  const lower = texts.map((text) => text.toLowerCase());
  for (let attempt = 0; attempt < DRAWS; attempt += 1) {
    const key = draw();
    const isFree = !lower.some((text) => text.includes(key.toLowerCase()));
    if (SENTINEL.test(key) && isFree) return key;
  }
  return null;
}

/** @example fence({ name: "problem", content: "1+1?" }, "k7") // "[[k7 begin problem]]\n1+1?\n[[k7 end problem]]" */
export function fence({ name, content }: Section, sentinel: string): string {
  const body =
    typeof content === "string"
      ? content
      : content.map((part, index) => `[[${sentinel} step ${index}]]\n${part}`).join("\n");
  return `[[${sentinel} begin ${name}]]\n${body}\n[[${sentinel} end ${name}]]`;
}

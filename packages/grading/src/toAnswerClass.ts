/**
 * The key under which equal answers are counted together, where answers are counted and not compared with a gold.
 * Decision: the checker's printed normal form, which takes microseconds; comparing every pair would take the checker's
 * whole fuel for each. So what only a proof finds equal (\sqrt{8} and 2\sqrt{2}) are two classes. What is no
 * mathematics is compared as words, without regard to case and spaces.
 */
import { readAnswer } from "@plumbline/checker";

/** @example toAnswerClass("\\frac{1}{2}") === toAnswerClass("0.50") */
export function toAnswerClass(text: string): string {
  const reading = readAnswer(text);
  if (reading.status === "unread" || reading.shape === "text")
    return text.trim().replaceAll(/\s+/g, " ").toLowerCase();
  return reading.form.replaceAll(/\s+/g, "");
}

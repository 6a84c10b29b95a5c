/** KaTeX with every limit set: model text may hold anything. */
import katex from "katex";
import { toUnicodeLetters } from "./toUnicodeLetters.ts";

/**
 * MathML of a formula, or null where KaTeX cannot read it (the page then shows the source).
 * No command may link, load or style (`trust: false`); macros expand at most 200 times; sizes stop at 10 em.
 *
 * @example renderMath("\\frac{1}{2}", false) // "<math ...><mfrac>...</math>"
 */
export function renderMath(tex: string, display: boolean): string | null {
  try {
    const html = katex.renderToString(tex, {
      displayMode: display,
      output: "mathml",
      throwOnError: true,
      trust: false,
      strict: "ignore",
      maxExpand: 200,
      maxSize: 10,
    });
    // The annotation repeats the source, which the page holds anyway.
    const mathml = /<math[\s\S]*<\/math>/u.exec(html)?.[0].replace(/<annotation[\s\S]*?<\/annotation>/u, "");
    return mathml === undefined ? null : toUnicodeLetters(mathml);
  } catch {
    return null;
  }
}

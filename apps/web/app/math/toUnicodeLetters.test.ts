import { expect, test } from "vitest";
import { renderMath } from "./renderMath.ts";

test.each([
  ["\\mathbb{R}", "ℝ"],
  ["\\mathbb{Q}", "ℚ"],
  ["\\mathbb{1}", "𝟙"],
  ["\\mathbf{v}", "𝐯"],
  ["\\mathcal{L}", "ℒ"],
  ["\\mathfrak{g}", "𝔤"],
])("%s shows %s in any browser", (tex, letter) => expect(renderMath(tex, false)).toContain(`>${letter}<`));

test("plain letters stay as they are", () => expect(renderMath("x", false)).toContain("<mi>x</mi>"));

/** The baseline of `bench -- steps`: claims of the form "a op b = c", by a regular expression and floating point. */

const NUMBER = "(-?\\$?\\d[\\d,]*(?:\\.\\d+)?)";
const CLAIM = `${NUMBER}\\s*([+\\-*/×÷])\\s*${NUMBER}\\s*=\\s*${NUMBER}`;
/** `anywhere` also finds "2 * 3 = 6" within "1 + 2 * 3 = 7"; `alone` asks that no operator stands beside the claim. */
const PATTERNS = {
  anywhere: new RegExp(CLAIM, "gu"),
  alone: new RegExp(`(?<![\\d.+\\-*/×÷^(){}]\\s{0,3})${CLAIM}(?!\\s{0,3}[\\d+\\-*/×÷^(])`, "gu"),
} as const;

/** Whether a claim of the step is false by more than half a unit of its last printed digit. */
export function simpleClaimsFail(step: string, where: keyof typeof PATTERNS): boolean {
  return [...step.matchAll(PATTERNS[where])].some(([, left = "", sign = "", right = "", result = ""]) => {
    const expected = compute(toNumber(left), sign, toNumber(right));
    const digits = result.split(".")[1]?.length ?? 0;
    return Math.abs(expected - toNumber(result)) > 0.5 * 10 ** -digits + 1e-9;
  });
}

function compute(left: number, sign: string, right: number): number {
  switch (sign) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
    case "×":
      return left * right;
    default:
      return left / right;
  }
}

function toNumber(text: string): number {
  return Number(text.replace(/[$,]/gu, ""));
}

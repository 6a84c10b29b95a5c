/**
 * Names the first thing that is wrong in a solution of nano, so that arithmetic and layout can be told apart.
 * Decision: written again from the format in gpu-runner/training/README.md and not shared with the training code, so
 * that the bench is a second reading of it.
 */
export type ErrorName =
  | "none"
  | "layout"
  | "copy"
  | "answer line"
  | "sign"
  | "sum"
  | "difference"
  | "product 2x2"
  | "product by a digit"
  | "quotient";

interface Step {
  readonly operator: string;
  readonly operand: number;
}

/** `((47*16)-310)/2` -> 47 and its three operations. */
export function parseChain(statement: string): { readonly first: number; readonly steps: readonly Step[] } {
  const [first = "", ...rest] = statement.replace(/[()]/g, "").split(/(?=[-+*/])/);
  return {
    first: Number(first),
    steps: rest.map((step) => ({ operator: step.slice(0, 1), operand: Number(step.slice(1)) })),
  };
}

/** @example nameError("(12*12)-100", "=+210\n*210=+441\n-001=+440\nAnswer: 44") // "none" */
export function nameError(statement: string, solution: string): ErrorName {
  const { first, steps } = parseChain(statement);
  const lines = solution.split("\n");
  const values = lines.slice(0, -1).map((line) => unitsFirst(line.split("=")[1]));
  const answer = /^Answer: (-?\d+)$/.exec(lines.at(-1) ?? "")?.[1];
  if (lines.length !== steps.length + 2 || answer === undefined || values.includes(null)) return "layout";
  if (values[0] !== first || !lines[0]?.startsWith("=")) return "copy";
  for (const [index, { operator, operand }] of steps.entries()) {
    const head = lines[index + 1]?.split("=")[0];
    const before = values[index] ?? 0;
    const right = calculate(before, operator, operand);
    const value = values[index + 1] ?? 0;
    if (head !== operator + reverse(String(operand).padStart(3, "0"))) return "copy";
    if (value === right) continue;
    if (value === -right) return "sign";
    return nameOperation(before, operator, operand);
  }
  return Number(answer) === values.at(-1) ? "none" : "answer line";
}

function nameOperation(before: number, operator: string, operand: number): ErrorName {
  if (operator === "*") return operand > 9 ? "product 2x2" : "product by a digit";
  if (operator === "/") return "quotient";
  return (operator === "+") === before >= 0 ? "sum" : "difference";
}

function calculate(value: number, operator: string, operand: number): number {
  switch (operator) {
    case "+":
      return value + operand;
    case "-":
      return value - operand;
    case "*":
      return value * operand;
    default:
      return Math.trunc(value / operand);
  }
}

/** `+257` is 752. */
function unitsFirst(text = ""): number | null {
  const found = /^([-+])(\d{3})$/.exec(text);
  return found === null ? null : Number(found[1] + reverse(found[2] ?? ""));
}

function reverse(text: string): string {
  return [...text].reverse().join("");
}

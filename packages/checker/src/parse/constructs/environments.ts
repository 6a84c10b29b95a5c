/** \begin{...}: matrices, determinants, cases, and aligned rows. */
import type { Node } from "../../ast/node.ts";
import type { Grammar } from "../grammar.ts";
import type { Token } from "../token.ts";

const MATRICES: ReadonlySet<string> = new Set([
  "matrix",
  "pmatrix",
  "bmatrix",
  "Bmatrix",
  "vmatrix",
  "Vmatrix",
  "smallmatrix",
  "psmallmatrix",
  "bsmallmatrix",
  "array",
]);
const CASES: ReadonlySet<string> = new Set(["cases", "dcases", "rcases"]);
const ROWS: ReadonlySet<string> = new Set(
  "align align* aligned gather gather* gathered equation equation* split eqnarray eqnarray* alignat alignat* math displaymath center document".split(
    " ",
  ),
);

/** The environment whose \begin has just been consumed. */
export function parseEnvironment(grammar: Grammar, token: Token): Node {
  const name = token.text.slice("\\begin{".length, -1);
  if (MATRICES.has(name)) {
    if (name === "array") skipColumns(grammar);
    const rows = readRows(grammar, token);
    const span = grammar.spanFrom(token.start);
    const matrix: Node = { kind: "matrix", rows, span };
    return name === "vmatrix" || name === "Vmatrix"
      ? { kind: "call", name: "det", args: [matrix], span }
      : matrix;
  }
  if (CASES.has(name)) {
    const rows = readRows(grammar, token);
    const span = grammar.spanFrom(token.start);
    const pairs = rows.every((row) => row.length === 1);
    if (pairs && rows.every((row) => row[0]?.kind === "relation")) {
      return { kind: "list", items: rows.flat(), separator: "and", span };
    }
    return { kind: "piecewise", branches: rows.map(toBranch), span };
  }
  if (ROWS.has(name)) {
    if (name.startsWith("alignat")) grammar.argument();
    const items: Node[] = [];
    while (!atEnd(grammar)) {
      while (grammar.accept("&") || grammar.accept("\\\\"));
      if (atEnd(grammar)) break;
      items.push(grammar.sequence());
    }
    closeEnvironment(grammar, token);
    const [first] = items;
    if (first === undefined) return grammar.fail("bad_environment", "an environment without content", token);
    return items.length === 1
      ? first
      : { kind: "list", items, separator: "and", span: grammar.spanFrom(token.start) };
  }
  return grammar.fail("bad_environment", `unknown environment ${name}`, token);
}

function toBranch(row: readonly Node[]): { readonly value: Node; readonly condition: Node | null } {
  const [value, condition] = row;
  if (value?.kind === "conditioned" && condition === undefined)
    return { value: value.value, condition: value.condition };
  return { value: value ?? { kind: "ellipsis", span: { start: 0, end: 0 } }, condition: condition ?? null };
}

function atEnd(grammar: Grammar): boolean {
  const { type, text } = grammar.peek();
  return type === "end" || text.startsWith("\\end{");
}

function closeEnvironment(grammar: Grammar, token: Token): void {
  if (grammar.peek().type === "end") grammar.fail("bad_environment", "an environment without end", token);
  grammar.next();
}

/** {c|cc}: the column letters of an array. */
function skipColumns(grammar: Grammar): void {
  if (!grammar.accept("{")) return;
  while (!grammar.accept("}")) {
    if (grammar.peek().type === "end") return;
    grammar.next();
  }
}

function readRows(grammar: Grammar, token: Token): readonly (readonly Node[])[] {
  const rows: Node[][] = [];
  let row: Node[] = [];
  let filled = false;
  for (;;) {
    if (atEnd(grammar)) break;
    if (grammar.accept("&")) {
      if (!filled) row.push(zeroCell(grammar));
      filled = false;
      continue;
    }
    if (grammar.accept("\\\\")) {
      if (row.length > 0) rows.push(row);
      row = [];
      filled = false;
      continue;
    }
    if (filled) grammar.fail("unexpected_token", "two values in one cell", grammar.peek());
    row.push(grammar.cell());
    filled = true;
  }
  if (row.length > 0) rows.push(row);
  closeEnvironment(grammar, token);
  if (rows.length === 0) grammar.fail("bad_environment", "an empty matrix", token);
  return rows;
}

function zeroCell(grammar: Grammar): Node {
  return { kind: "text", text: "", span: grammar.spanFrom(grammar.peek().start) };
}

/**
 * The corpus as tables that a person can read.
 *
 * Decision: one line a gold. After `≡` stand answers that say the same, after `≢` answers that do not, `¦` between
 * them. A line is as many rows as it has answers. Nothing in a table is interpreted: what stands there is what the
 * checker gets, trimmed. Families that follow a rule build their lines from parameters with `lines`.
 */
export interface CorpusRow {
  /** Family and place in it. */
  readonly id: string;
  readonly family: string;
  /** The answer shape that the family is about; counted in packages/checker/COVERAGE.md. */
  readonly shape: string;
  readonly gold: string;
  readonly answer: string;
  readonly expected: boolean;
}

export interface Family {
  readonly name: string;
  readonly shape: string;
  readonly rows: readonly CorpusRow[];
}

/**
 * Rows of a table. Throws where a line has no gold or no answer: a table with a hole is our own bug.
 * @example table("halves", "fraction", "1/2 ≡ 0.5 ¦ 2/4 ≢ 1/3").rows.length // 3
 */
export function table(name: string, shape: string, text: string): Family {
  const rows: CorpusRow[] = [];
  const seen = new Set<string>();
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.trimStart().startsWith("//")) continue;
    const [left = "", others] = line.split("≢");
    const [gold = "", same] = left.split("≡");
    const add = (answers: string | undefined, expected: boolean): void => {
      for (const answer of (answers ?? "").split("¦")) {
        // Rules over parameters may give a pair twice.
        const pair = `${gold.trim()}\u0000${answer.trim()}`;
        if (answer.trim() === "" || seen.has(pair)) continue;
        seen.add(pair);
        const id = `${name}-${rows.length}`;
        rows.push({ id, family: name, shape, gold: gold.trim(), answer: answer.trim(), expected });
      }
    };
    add(same, true);
    add(others, false);
    if (gold.trim() === "" || (same ?? others ?? "").trim() === "")
      throw new Error(`${name}: nothing in "${line}"`);
  }
  return { name, shape, rows };
}

/** A table's text by rule: one line a parameter. */
export function lines<Parameter>(
  parameters: readonly Parameter[],
  toLine: (parameter: Parameter) => string,
): string {
  return parameters.map(toLine).join("\n");
}

/** `from`, `from + step`, ... below `to`. */
export function range(from: number, to: number, step = 1): number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil((to - from) / step)) },
    (_, index) => from + index * step,
  );
}

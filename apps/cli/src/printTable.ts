/** Plain tables for terminals: the first column to the left, numbers to the right. */
import Table from "cli-table3";

export function printTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns = 1,
): string {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, column) => (column < textColumns ? "left" : "right")),
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

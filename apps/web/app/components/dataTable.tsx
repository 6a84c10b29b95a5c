import type { ReactNode } from "react";

interface Props {
  /** What the table is about, for those who come upon it without its surroundings. */
  readonly label: string;
  readonly heads: readonly string[];
  /** Cells in the order of the heads; the first names the row. */
  readonly rows: readonly (readonly ReactNode[])[];
}

/** Numbers under their heads, the first column names. For the data behind a drawing. */
export function DataTable({ label, heads, rows }: Props) {
  return (
    <div className="table-scroll">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {heads.map((head, place) => (
              <th key={head} scope="col" className={place === 0 ? undefined : "right"}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={String(cells[0])}>
              {cells.map((cell, place) =>
                place === 0 ? (
                  <th key={heads[place]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={heads[place]} className="right">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

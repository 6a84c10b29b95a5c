import type { InvalidLine } from "@plumbline/contract";
import { formatCounted } from "../format/formatNumber.ts";

interface Props {
  readonly lines: readonly InvalidLine[];
  readonly total: number;
  readonly runId?: string;
}

/** Lines of an upload that are no samples, by number and reason: nothing is dropped in silence. */
export function InvalidLines({ lines, total, runId }: Props) {
  return (
    <section className="section" aria-labelledby="invalid">
      <h2 id="invalid">{formatCounted(total, "line")} without a sample</h2>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="right">
                Line
              </th>
              <th scope="col">What</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.line} ${line.column} ${line.reason}`}>
                <td className="right">
                  {line.line}
                  {line.column === undefined ? "" : `:${line.column}`}
                </td>
                <td>
                  <code>{line.code}</code>
                </td>
                <td>{line.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > lines.length && runId !== undefined ? (
        <p className="small">
          The first {lines.length} of {total}. <a href={`/api/v1/runs/${runId}/invalid-lines`}>All as JSON</a>
        </p>
      ) : null}
    </section>
  );
}

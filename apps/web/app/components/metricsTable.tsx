import type { RunResults } from "@plumbline/contract";
import { describeMetric } from "../format/describeMetric.ts";

/** Among the facts at the head of the page. */
const SHOWN_ABOVE = "problems_answered";
/** The score first, then what else the samples say, then what they took. */
const ORDER = ["accuracy", "bound.low", "bound.high", "pass@", "ungradable", "truncated"];

type Metric = RunResults["metrics"][number];

/** Every number of a run with its unit, its interval and how it was estimated. */
export function MetricsTable({ metrics }: { readonly metrics: readonly Metric[] }) {
  const shown = metrics
    .filter(({ metric }) => metric !== SHOWN_ABOVE)
    .toSorted((left, right) => placeOf(left) - placeOf(right));
  if (shown.length === 0) return null;
  return (
    <section className="section" aria-labelledby="metrics">
      <h2 id="metrics">Metrics</h2>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col" className="right">
                Value
              </th>
              <th scope="col" className="right">
                95 % interval
              </th>
              <th scope="col">How</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((metric) => {
              const { label, value, interval, how } = describeMetric(metric);
              return (
                <tr key={metric.metric}>
                  <td>{label}</td>
                  <td className="right">{value}</td>
                  <td className="right">{interval ?? "–"}</td>
                  <td className="faint small">{how}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function placeOf({ metric }: Metric): number {
  const place = ORDER.findIndex((start) => metric.startsWith(start));
  if (place === -1) return ORDER.length;
  // pass@2, pass@4, ..., pass@16: by k, not by spelling.
  return metric.startsWith("pass@") ? place + 1 - 1 / Number(metric.slice("pass@".length)) : place;
}

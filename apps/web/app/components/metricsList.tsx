import type { RunResults } from "@plumbline/contract";
import { formatCost, formatCount, formatRange, formatShare } from "../format/formatNumber.ts";
import { toWords } from "../outcomes/describeEvidence.ts";

/** Already at the head of the page, in larger type. */
const SHOWN_ABOVE: ReadonlySet<string> = new Set([
  "accuracy",
  "bound.low",
  "bound.high",
  "problems_answered",
]);

type Metric = RunResults["metrics"][number];

/** Every other number of a run, with its interval and, on hover, how it was estimated. */
export function MetricsList({ metrics }: { readonly metrics: readonly Metric[] }) {
  const shown = metrics.filter(({ metric }) => !SHOWN_ABOVE.has(metric));
  if (shown.length === 0) return null;
  return (
    <section className="section" aria-labelledby="metrics">
      <h2 id="metrics">More numbers</h2>
      <dl className="facts">
        {shown.map((metric) => (
          <div key={metric.metric}>
            <dt title={`${metric.estimator}, n = ${metric.n}`}>{toWords(metric.metric)}</dt>
            <dd>
              {formatMetric(metric)}
              {metric.low === null || metric.high === null || !isShare(metric) ? null : (
                <span className="faint small"> {formatRange({ low: metric.low, high: metric.high })}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Shares are in [0, 1] and carry no unit; costs and counts say so in their name or estimator. */
function isShare({ metric, value, estimator }: Metric): boolean {
  return metric !== "cost" && estimator !== "count" && !metric.includes("tokens") && value >= 0 && value <= 1;
}

function formatMetric(metric: Metric): string {
  if (metric.metric === "cost") return formatCost(metric.value);
  if (isShare(metric)) return `${formatShare(metric.value)} %`;
  return Number.isInteger(metric.value) ? formatCount(metric.value) : metric.value.toFixed(2);
}

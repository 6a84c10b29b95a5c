import { Link } from "react-router";
import { formatCount, formatCounted, formatRange, formatShare } from "../format/formatNumber.ts";
import { type AuditCounts, readAudit } from "../jobs/readAudit.ts";
import { DataTable } from "./dataTable.tsx";

const LISTED = 20;

/** What an audit found: how many records the verifier doubts, by source, and which. */
export function AuditResult({ result }: { readonly result: Readonly<Record<string, unknown>> }) {
  const audit = readAudit(result);
  if (audit === null) return null;
  const { judged, flagged, unjudged, tau, interval, sources, flaggedSamples } = audit;
  const listed = flaggedSamples.slice(0, LISTED);
  const more = flagged - listed.length;
  return (
    <div className="stack" style={{ gap: "0.6rem" }}>
      <p>
        {formatCount(flagged)} of {formatCounted(judged, "record")} {flagged === 1 ? "is" : "are"} doubted:
        fewer than {formatShare(tau)} % of the votes say that the answer is right
        {interval === null ? "" : ` (${describeShare(audit)})`}.
        {unjudged === 0 ? "" : ` On ${formatCount(unjudged)} no vote named a verdict.`}
      </p>
      {sources.length < 2 ? null : (
        <details>
          <summary className="small">By source</summary>
          <DataTable
            label="Doubted by source"
            heads={["Source", "Records", "Doubted", "Share, 95 % interval", "Without a verdict"]}
            rows={sources.map((source) => [
              source.source,
              formatCount(source.judged),
              formatCount(source.flagged),
              describeShare(source),
              formatCount(source.unjudged),
            ])}
          />
        </details>
      )}
      {listed.length === 0 ? null : (
        <details>
          <summary className="small">Doubted samples</summary>
          <p className="row small" style={{ marginTop: "0.5rem" }}>
            {listed.map((id, place) => (
              <Link key={id} to={`/samples/${encodeURIComponent(id)}`}>
                {place + 1}
              </Link>
            ))}
            {more > 0 ? <span className="faint">and {formatCount(more)} more</span> : null}
          </p>
        </details>
      )}
    </div>
  );
}

function describeShare({ share, interval }: AuditCounts): string {
  if (share === null) return "–";
  return interval === null ? `${formatShare(share)} %` : `${formatShare(share)} %, ${formatRange(interval)}`;
}

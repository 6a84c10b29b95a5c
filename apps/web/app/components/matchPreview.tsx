import { formatCount, formatCounted } from "../format/formatNumber.ts";
import type { MatchState } from "../upload/useMatch.ts";

/** How the file and the benchmark fit, before anything is sent. */
export function MatchPreview({ match }: { readonly match: MatchState }) {
  if (match === null) return null;
  if (match === "looking") return <p className="faint small">Comparing with the benchmark ...</p>;
  if (match === "too_many") {
    return (
      <p className="faint small">This benchmark is too large for a preview; rows are matched when graded.</p>
    );
  }
  if (match === "failed")
    return <p className="faint small">The preview could not be made; you can still submit.</p>;
  const whole = match.answered === match.total && match.unknownRows === 0;
  return (
    <div className={match.answered === 0 ? "note note-danger small" : "note small"}>
      <p>
        <strong className="number">
          {formatCount(match.answered)} of {formatCount(match.total)}
        </strong>{" "}
        problems are answered.{" "}
        {whole
          ? "Every row finds its problem."
          : match.answered < match.total
            ? "A run that does not answer every problem is listed, not ranked."
            : ""}
      </p>
      {match.unknownRows === 0 ? null : (
        <p>
          {formatCounted(match.unknownRows, "row")} will not find a problem, for example{" "}
          {match.unknown.map((name) => (
            <code key={name}>{name} </code>
          ))}
        </p>
      )}
    </div>
  );
}

import { formatBytes, formatCount, formatCounted } from "../format/formatNumber.ts";
import type { Analysis } from "../upload/analyseFile.ts";
import type { Reading } from "../upload/useAnalysis.ts";
import { InvalidLines } from "./invalidLines.tsx";

interface Props {
  readonly reading: Exclude<Reading, { state: "none" }>;
  /** The visitor says what the key `answer` holds. */
  readonly onSettle: (answerIs: "gold" | "response") => void;
  readonly onClear: () => void;
}

/** What was recognised in the file, what was assumed, and what is wrong with it by line. */
export function ReadingReport({ reading, onSettle, onClear }: Props) {
  return (
    <div className="panel stack" aria-live="polite">
      <div className="row" style={{ justifyContent: "space-between" }}>
        <h2>{reading.name}</h2>
        <button type="button" className="button button-small" onClick={onClear}>
          Another file
        </button>
      </div>
      <Body reading={reading} onSettle={onSettle} />
    </div>
  );
}

function Body({ reading, onSettle }: Omit<Props, "onClear">) {
  switch (reading.state) {
    case "reading":
      return <p className="faint number">Reading, {formatCounted(reading.rows, "row")} so far ...</p>;
    case "broken":
      return <p className="note note-danger">The file could not be read: {reading.reason}</p>;
    case "read": {
      const { result } = reading;
      if ("analysis" in result) return <Recognised analysis={result.analysis} bytes={reading.file.size} />;
      return (
        <div className="note note-danger stack" style={{ gap: "0.75rem" }} role="alert">
          <p>{result.refusal.message}</p>
          {result.refusal.code === "unclear_answer" ? (
            <p className="row">
              In this file <code>answer</code> is
              <button type="button" className="button button-small" onClick={() => onSettle("response")}>
                the model's response
              </button>
              <button type="button" className="button button-small" onClick={() => onSettle("gold")}>
                the gold
              </button>
            </p>
          ) : (
            <p>{result.refusal.fix}</p>
          )}
        </div>
      );
    }
  }
}

function Recognised({ analysis, bytes }: { readonly analysis: Analysis; readonly bytes: number }) {
  return (
    <>
      <dl className="facts">
        <div>
          <dt>Recognised as</dt>
          <dd>{analysis.format}</dd>
        </div>
        <div>
          <dt>Samples</dt>
          <dd>{formatCount(analysis.rows)}</dd>
        </div>
        <div>
          <dt>Models</dt>
          <dd>{[...analysis.models.keys()].filter((name) => name !== "").length || "not named"}</dd>
        </div>
        <div>
          <dt>Size</dt>
          <dd>{formatBytes(bytes)}</dd>
        </div>
      </dl>
      {analysis.assumptions.length === 0 ? null : (
        <ul className="small">
          {analysis.assumptions.map((assumption) => (
            <li key={assumption}>Assumed: {assumption}.</li>
          ))}
        </ul>
      )}
      {analysis.invalidCount === 0 ? null : (
        <details>
          <summary>{formatCounted(analysis.invalidCount, "line")} without a sample</summary>
          <InvalidLines lines={analysis.invalid} total={analysis.invalidCount} />
        </details>
      )}
    </>
  );
}

import { formatCount } from "../format/formatNumber.ts";
import type { LaidSample } from "../math/laySample.ts";
import { LaidTextView } from "./laidTextView.tsx";
import styles from "./responseView.module.css";

interface Props {
  readonly response: LaidSample;
  readonly raw: boolean;
  /** Characters of the whole response. */
  readonly length: number;
}

/** A response with its thinking folded away, unless the answer was found in there. */
export function ResponseView({ response, raw, length }: Props) {
  const { before, thinking, after, thinkingLength, markedInThinking } = response;
  if (length === 0) return <p className="faint">The response is empty.</p>;
  const cut = [before, thinking, after].some((part) => part?.cut === true);
  return (
    <div className={styles["response"]}>
      <LaidTextView text={before} raw={raw} />
      {thinking === null ? null : (
        <details className={styles["thinking"]} open={markedInThinking}>
          <summary>Thinking, {formatCount(thinkingLength)} characters</summary>
          <LaidTextView text={thinking} raw={raw} />
        </details>
      )}
      {after === null ? null : <LaidTextView text={after} raw={raw} />}
      {cut ? (
        <p className="faint small">
          The response holds very many formulas; the last ones are shown as written.
        </p>
      ) : null}
    </div>
  );
}

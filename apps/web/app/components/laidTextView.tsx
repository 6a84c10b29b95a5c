/** Shows a laid-out text. The only markup inserted is KaTeX's own; what a model wrote is text nodes. */
import type { LaidRun, LaidText } from "../math/layText.ts";
import { trimBreaks } from "../math/trimBreaks.ts";
import styles from "./laidTextView.module.css";

/** From this many paragraphs on, those out of view are not laid out until they are scrolled to. */
const LONG = 40;

interface Props {
  readonly text: LaidText;
  /** Show the source of everything instead of rendered formulas. */
  readonly raw?: boolean;
}

export function LaidTextView({ text, raw = false }: Props) {
  return (
    <div className={styles["text"]} data-raw={raw} data-long={text.paragraphs.length > LONG}>
      {text.paragraphs.map((runs) => (
        <div key={runs[0]?.start} className={styles["paragraph"]}>
          {(raw ? runs : trimBreaks(runs)).map((run) => (
            <Run key={run.start} run={run} raw={raw} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Run({ run, raw }: { readonly run: LaidRun; readonly raw: boolean }) {
  const shown =
    run.mathml === undefined || raw ? (
      run.source
    ) : (
      <span
        className={run.display === true ? styles["display"] : undefined}
        dangerouslySetInnerHTML={{ __html: run.mathml }}
      />
    );
  const marked = run.marked ? <mark id="extracted">{shown}</mark> : shown;
  if (run.flagged === undefined) return marked;
  return (
    <>
      <span className={styles["flagged"]} id={run.flagged.first ? "first-error" : undefined}>
        {marked}
      </span>
      {run.flagged.last ? <strong className={styles["flagWords"]}> first wrong step</strong> : null}
    </>
  );
}

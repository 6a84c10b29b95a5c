import type { ProblemSpec } from "@plumbline/contract";
import type { LaidText } from "../math/layText.ts";
import styles from "./goldView.module.css";
import { LaidTextView } from "./laidTextView.tsx";

interface Props {
  /** The gold laid out, as mathematics where it is some. */
  readonly gold: LaidText;
  readonly spec: ProblemSpec;
}

/** What makes an answer right: the gold as read, as written, its options and its rule. */
export function GoldView({ gold, spec }: Props) {
  const rendered = gold.paragraphs.some((runs) => runs.some((run) => run.mathml !== undefined));
  return (
    <dl className={styles["gold"]}>
      <div>
        <dt>Gold</dt>
        <dd className={styles["main"]}>
          <LaidTextView text={gold} />
        </dd>
      </div>
      {rendered ? (
        <div>
          <dt>As written</dt>
          <dd className="mono">{spec.gold}</dd>
        </div>
      ) : null}
      {spec.type === "auto" ? null : (
        <div>
          <dt>Read as</dt>
          <dd>{spec.type}</dd>
        </div>
      )}
      {spec.constraint === undefined ? null : (
        <div>
          <dt>Rule</dt>
          <dd>{spec.constraint}</dd>
        </div>
      )}
      {Object.entries(spec.choices ?? {}).map(([letter, text]) => (
        <div key={letter}>
          <dt>Option {letter}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

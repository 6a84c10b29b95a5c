import type { Grade } from "@plumbline/contract";
import { formatCounted } from "../format/formatNumber.ts";
import { describeEvidence } from "../outcomes/describeEvidence.ts";
import { outcomeFacts } from "../outcomes/outcomeFacts.ts";
import { OutcomeSwatch } from "./outcomeSwatch.tsx";
import styles from "./verdictView.module.css";

interface Props {
  readonly grade: Omit<Grade, "score">;
  readonly grader?: string | undefined;
}

/** A verdict: the outcome, why in one sentence, and the evidence behind it. */
export function VerdictView({ grade, grader }: Props) {
  const facts = outcomeFacts(grade.outcome);
  return (
    <div className={styles["verdict"]}>
      <p className={styles["outcome"]}>
        <OutcomeSwatch outcome={grade.outcome} />
        <strong>{facts.label}</strong>
      </p>
      <p>{grade.reason}</p>
      <dl className={styles["evidence"]}>
        <div>
          <dt>Answer found</dt>
          <dd>
            {grade.extracted === null ? (
              "None"
            ) : (
              <>
                <code>{grade.extracted.text}</code>
                <span className="faint small"> by rule {grade.extracted.rule.replaceAll("_", " ")}</span>
              </>
            )}
          </dd>
        </div>
        {describeEvidence(grade.evidence, grade.by, grade.outcome === "undecided").map((line) => (
          <div key={line.term}>
            <dt>{line.term}</dt>
            <dd>{line.code ? <code>{line.text}</code> : line.text}</dd>
          </div>
        ))}
        <div>
          <dt>Work done</dt>
          <dd className="number">{formatCounted(grade.fuel, "operation")}</dd>
        </div>
        {grader === undefined ? null : (
          <div>
            <dt>Grader</dt>
            <dd>
              <code>{grader}</code>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

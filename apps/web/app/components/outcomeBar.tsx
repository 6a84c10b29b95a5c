/** Samples by outcome: a stacked bar, and a legend that says the same in words, glyphs and numbers. */
import type { OutcomeCounts } from "@plumbline/contract";
import { Link } from "react-router";
import { formatCount, formatShare } from "../format/formatNumber.ts";
import { outcomeFacts, SHOWN_OUTCOMES } from "../outcomes/outcomeFacts.ts";
import styles from "./outcomeBar.module.css";
import { OutcomeSwatch } from "./outcomeSwatch.tsx";

interface Props {
  readonly counts: OutcomeCounts;
  /** Narrow form for a table cell: the bar alone, its numbers in the label. */
  readonly narrow?: boolean;
  /** Where a legend's entry leads; without it entries are plain. */
  readonly toFilter?: (outcome: keyof OutcomeCounts) => string;
}

export function OutcomeBar({ counts, narrow = false, toFilter }: Props) {
  const present = SHOWN_OUTCOMES.filter((outcome) => counts[outcome] > 0);
  const total = present.reduce((sum, outcome) => sum + counts[outcome], 0);
  const label = present.map((outcome) => `${outcomeFacts(outcome).label} ${counts[outcome]}`).join(", ");
  const bar = (
    <div className={styles["bar"]} data-narrow={narrow} role="img" aria-label={label || "No samples yet"}>
      {present.map((outcome) => (
        <span
          key={outcome}
          data-standing={outcomeFacts(outcome).standing}
          title={`${outcomeFacts(outcome).label}: ${formatCount(counts[outcome])}`}
          style={{ flexGrow: counts[outcome], backgroundColor: `var(--outcome-${outcome})` }}
        />
      ))}
    </div>
  );
  if (narrow) return bar;
  return (
    <div className={styles["figure"]}>
      {bar}
      <ul className={styles["legend"]}>
        {present.map((outcome) => {
          const entry = (
            <>
              <OutcomeSwatch outcome={outcome} />
              <span>{outcomeFacts(outcome).label}</span>
              <strong className="number">{formatCount(counts[outcome])}</strong>
              <span className="faint number">{formatShare(counts[outcome] / total)} %</span>
            </>
          );
          return (
            <li key={outcome} title={outcomeFacts(outcome).meaning}>
              {toFilter === undefined ? <span>{entry}</span> : <Link to={toFilter(outcome)}>{entry}</Link>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

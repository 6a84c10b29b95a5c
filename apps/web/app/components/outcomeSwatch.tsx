import type { Outcome } from "@plumbline/contract";
import type { CSSProperties } from "react";
import { outcomeFacts } from "../outcomes/outcomeFacts.ts";
import styles from "./outcomeBar.module.css";

/** The outcome's own colour and glyph; hatched where the outcome says "we cannot tell". */
export function OutcomeSwatch({ outcome }: { readonly outcome: Outcome }) {
  const { glyph, standing } = outcomeFacts(outcome);
  return (
    <span
      className={styles["swatch"]}
      data-standing={standing}
      style={{ "--outcome": `var(--outcome-${outcome})` } as CSSProperties}
      aria-hidden="true"
    >
      {glyph}
    </span>
  );
}

/** Swatch and word. */
export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }) {
  return (
    <span className={styles["badge"]} title={outcomeFacts(outcome).meaning}>
      <OutcomeSwatch outcome={outcome} />
      {outcomeFacts(outcome).label}
    </span>
  );
}

import { formatShare } from "../format/formatNumber.ts";
import styles from "./shareBar.module.css";

/** A share as a bar with its fraction in words. */
export function ShareBar({ part, whole }: { readonly part: number; readonly whole: number }) {
  const share = whole === 0 ? 0 : part / whole;
  return (
    <span className={styles["share"]}>
      <span className={styles["track"]} aria-hidden="true">
        <span style={{ width: `${formatShare(share)}%` }} />
      </span>
      <span className="number">
        {part} of {whole}
      </span>
    </span>
  );
}

/**
 * Samples of a run. Decision: the server sends one page as plain rows, which read without scripts; once alive, the same
 * list is virtual (only rows in view exist) and grows by itself, so that 300,000 samples scroll like fifty.
 */
import type { Page, SampleRow } from "@plumbline/contract";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useCallback, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { formatCount } from "../format/formatNumber.ts";
import { useMorePages } from "../live/useMorePages.ts";
import { toWords } from "../outcomes/describeEvidence.ts";
import { OutcomeBadge } from "./outcomeSwatch.tsx";
import styles from "./samplesTable.module.css";

const ROW_PIXELS = 44;
const PAGE_ROWS = 200;
const AHEAD = 40;

interface Props {
  readonly runId: string;
  readonly outcome: string | undefined;
  readonly first: Page<SampleRow>;
}

export function SamplesTable({ runId, outcome, first }: Props) {
  const fetchPage = useCallback(
    async (cursor: string) => {
      const { createClient } = await import("@plumbline/client");
      const query = { cursor, limit: PAGE_ROWS, ...(outcome === undefined ? {} : { outcome }) };
      return createClient({ baseUrl: location.origin }).listSamples(runId, query as { cursor: string });
    },
    [runId, outcome],
  );
  const { items, complete, failed, loadMore } = useMorePages(first, fetchPage);
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);

  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 12,
    enabled: alive,
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (alive && !complete && lastShown >= items.length - AHEAD) loadMore();
  }, [alive, complete, lastShown, items.length, loadMore]);

  return (
    <section className={styles["frame"]} ref={scroller} aria-label="Samples, scrollable">
      <table className={styles["table"]} aria-rowcount={complete ? items.length + 1 : -1}>
        <thead>
          <tr className={styles["head"]}>
            <th scope="col">Problem</th>
            <th scope="col">Outcome</th>
            <th scope="col">Answer found</th>
            <th scope="col">Gold</th>
            <th scope="col">Method</th>
            <th scope="col" className={styles["right"]}>
              Tokens
            </th>
          </tr>
        </thead>
        <tbody style={alive ? { height: virtualizer.getTotalSize() } : undefined}>
          {alive
            ? shown.map(({ index, start }) => {
                const row = items[index];
                if (row === undefined) return null;
                return <Row key={row.id} row={row} place={{ transform: `translateY(${start}px)` }} />;
              })
            : items.map((row) => <Row key={row.id} row={row} />)}
        </tbody>
      </table>
      {failed ? (
        <p className={styles["failed"]}>
          The next rows did not arrive.{" "}
          <button type="button" className="button button-small" onClick={loadMore}>
            Try again
          </button>
        </p>
      ) : null}
    </section>
  );
}

function Row({ row, place }: { readonly row: SampleRow; readonly place?: CSSProperties }) {
  return (
    <tr className={styles["row"]} data-placed={place !== undefined} style={place}>
      <td>
        <Link to={`/samples/${encodeURIComponent(row.id)}`}>{row.problemKey}</Link>
        {row.index > 0 ? <span className="faint number"> #{row.index}</span> : null}
      </td>
      <td>
        <OutcomeBadge outcome={row.outcome} />
      </td>
      <td className="mono" title={row.extracted ?? undefined}>
        {row.extracted ?? <span className="faint">none</span>}
      </td>
      <td className="mono" title={row.gold ?? undefined}>
        {row.gold ?? <span className="faint">hidden</span>}
      </td>
      <td className={styles["by"]} title={toWords(row.by)}>
        {toWords(row.by)}
      </td>
      <td className={styles["right"]}>{row.tokensOut === null ? "–" : formatCount(row.tokensOut)}</td>
    </tr>
  );
}

/**
 * A chart with its words and its data. Decision: drawn in the browser at the width there is, so that its text is as large
 * on a phone as on a desk, and after the page itself is there: when it comes into view, or a moment later. The
 * table says the same without scripts, without eyes for the drawing, and for copying.
 */
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ChartOptions } from "../charts/chartOptions.ts";
import styles from "./chartFigure.module.css";

export type Draw = (options: ChartOptions) => Element;

interface Props {
  readonly title: string;
  /** How to read it, in a sentence or two. */
  readonly caption: ReactNode;
  /** Loads the drawing code; must keep its identity while the data is the same. */
  readonly load: () => Promise<Draw>;
  /** The data as a table. */
  readonly children: ReactNode;
}

const BEFORE_IN_VIEW = "400px";
const AFTER_LOAD_MS = 1_500;

export function ChartFigure({ title, caption, load, children }: Props) {
  const { slot, failed } = useDrawing(load);
  return (
    <figure className={styles["figure"]}>
      <figcaption>
        <h3>{title}</h3>
        <p className="small faint">{caption}</p>
      </figcaption>
      {failed ? (
        <p className="note small">The drawing did not load. Its numbers are in the table.</p>
      ) : (
        <div ref={slot} className={styles["slot"]} />
      )}
      <noscript>
        <p className="small faint">The drawing needs scripts. Its numbers are in the table.</p>
      </noscript>
      <details>
        <summary className="small">Data of this chart</summary>
        {children}
      </details>
    </figure>
  );
}

/** Draws into the slot when it comes into view, and again whenever its width or the data changes. */
function useDrawing(load: () => Promise<Draw>) {
  const slot = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const place = slot.current;
    if (place === null) return;
    let draw: Draw | null = null;
    let drawnWidth = 0;
    const redraw = () => {
      const width = Math.floor(place.clientWidth);
      if (draw === null || width === 0 || width === drawnWidth) return;
      drawnWidth = width;
      place.replaceChildren(draw({ width }));
    };
    const resized = new ResizeObserver(redraw);
    let gone = false;
    const begin = () => {
      seen.disconnect();
      clearTimeout(soon);
      load().then(
        (loaded) => {
          // What is on its way must not draw over its successor.
          if (gone) return;
          draw = loaded;
          redraw();
          resized.observe(place);
        },
        () => setFailed(true),
      );
    };
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) begin();
      },
      { rootMargin: BEFORE_IN_VIEW },
    );
    seen.observe(place);
    // A page that is printed or kept as a picture was never scrolled.
    const soon = setTimeout(begin, AFTER_LOAD_MS);
    return () => {
      gone = true;
      clearTimeout(soon);
      seen.disconnect();
      resized.disconnect();
    };
  }, [load]);
  return { slot, failed };
}

/** The file in hand and what is known of it; a newer choice replaces an older one that is still being read. */
import type { ReadOptions } from "@plumbline/formats";
import { useCallback, useRef, useState } from "react";
import type { Analysed } from "./analyseFile.ts";

export type Reading =
  | { readonly state: "none" }
  | { readonly state: "reading"; readonly name: string; readonly rows: number }
  | { readonly state: "read"; readonly name: string; readonly file: Blob; readonly result: Analysed }
  | { readonly state: "broken"; readonly name: string; readonly reason: string };

export interface FileReading {
  readonly reading: Reading;
  readonly open: (file: Blob, name: string, options?: ReadOptions) => void;
  readonly clear: () => void;
}

export function useAnalysis(): FileReading {
  const [reading, setReading] = useState<Reading>({ state: "none" });
  const newest = useRef(0);

  const open = useCallback((file: Blob, name: string, options: ReadOptions = {}) => {
    newest.current += 1;
    const mine = newest.current;
    const show = (next: Reading) => mine === newest.current && setReading(next);
    show({ state: "reading", name, rows: 0 });
    import("./analyseFile.ts")
      .then(({ analyseFile }) => analyseFile(file, options, (rows) => show({ state: "reading", name, rows })))
      .then((result) => show({ state: "read", name, file, result }))
      .catch((error: unknown) => show({ state: "broken", name, reason: String(error) }));
  }, []);
  const clear = useCallback(() => {
    newest.current += 1;
    setReading({ state: "none" });
  }, []);
  return { reading, open, clear };
}

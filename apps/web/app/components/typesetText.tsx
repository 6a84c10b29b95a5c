import { useEffect, useState } from "react";
import type { LaidText } from "../math/layText.ts";
import { LaidTextView } from "./laidTextView.tsx";

/** A text that is typeset here in the browser, because it changes with every key. KaTeX comes when it is first needed. */
export function TypesetText({ text }: { readonly text: string }) {
  const [laid, setLaid] = useState<LaidText | null>(null);
  useEffect(() => {
    let current = true;
    void import("../math/layText.ts").then(({ layText }) => current && setLaid(layText(text)));
    return () => {
      current = false;
    };
  }, [text]);
  return laid === null ? <span className="mono">{text}</span> : <LaidTextView text={laid} />;
}

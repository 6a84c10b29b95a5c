import { useEffect, useState } from "react";
import type { LaidText } from "../math/layText.ts";
import { LaidTextView } from "./laidTextView.tsx";

/** An answer that is typeset here in the browser, because it changes with every key. KaTeX comes when it is first needed. */
export function TypesetAnswer({ answer }: { readonly answer: string }) {
  const [laid, setLaid] = useState<LaidText | null>(null);
  useEffect(() => {
    let current = true;
    void import("../math/layAnswer.ts").then(({ layAnswer }) => current && setLaid(layAnswer(answer)));
    return () => {
      current = false;
    };
  }, [answer]);
  return laid === null ? <span className="mono">{answer}</span> : <LaidTextView text={laid} />;
}

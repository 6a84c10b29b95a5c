/** Asks the page's loader again now and then, while something on the page still moves and the page is looked at. */
import { useEffect } from "react";
import { useRevalidator } from "react-router";

const EVERY_MS = 2_000;

export function useRefresh(moving: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void revalidate();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [moving, revalidate]);
}

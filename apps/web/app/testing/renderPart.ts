import { parseHTML } from "linkedom";
import { createElement, type ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { createRoutesStub } from "react-router";

/** A part of a page as the server sends it, inside of a route as links and forms need it. */
export function renderPart(part: ReactElement): HTMLElement {
  const Stub = createRoutesStub([{ path: "/", Component: () => part }]);
  const { document } = parseHTML(`<html><body>${renderToString(createElement(Stub))}</body></html>`);
  return document.body;
}

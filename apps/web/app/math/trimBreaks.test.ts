import { expect, test } from "vitest";
import { layText } from "./layText.ts";
import { trimBreaks } from "./trimBreaks.ts";

const shown = (text: string) =>
  layText(text).paragraphs.map((runs) =>
    trimBreaks(runs)
      .map((run) => run.source)
      .join("|"),
  );

test.each<[string, string[]]>([
  ["one\n\ntwo\n", ["one", "two"]],
  ["so\n\\[x\\]\nand", ["so|\\[x\\]|and"]],
  ["a  $x$  b", ["a  |$x$|  b"]],
  ["    code\n    more", ["    code\n    more"]],
])("%j shows as %j", (text, expected) => expect(shown(text)).toEqual(expected));

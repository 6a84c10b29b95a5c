/** Every format of one record per line, in the order in which they are tried; of equal certainty the first wins. */
import { listValued } from "./formats/listValued.ts";
import { plumblineJsonl } from "./formats/plumblineJsonl.ts";
import type { LineFormat } from "./reader.ts";

export const LINE_FORMATS: readonly LineFormat[] = [plumblineJsonl, listValued];

/** The format of that id, where a user or a stored run names one. */
export function lineFormatById(id: string): LineFormat | undefined {
  return LINE_FORMATS.find((format) => format.id === id);
}

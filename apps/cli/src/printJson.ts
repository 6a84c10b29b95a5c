/** JSON for programs: one line, or indented where a person looks at it. */
import type { Surroundings } from "./surroundings.ts";

export function printJson(value: unknown, surroundings: Surroundings): Promise<void> {
  return surroundings.write(`${JSON.stringify(value, null, surroundings.outputIsTerminal ? 2 : 0)}\n`);
}

/** Every construct that begins with a command, in one explicit list. */
import type { CommandConstruct } from "../grammar.ts";
import { delimiters } from "./delimiters.ts";
import { integrals, limits, sums } from "./folds.ts";
import { binomials, fractions } from "./fractions.ts";
import { functionCommands } from "./functions.ts";
import { accents, blackboard, constants, figures, wrappers } from "./names.ts";
import { roots } from "./roots.ts";

const CONSTRUCTS: readonly CommandConstruct[] = [
  fractions,
  binomials,
  roots,
  functionCommands,
  sums,
  integrals,
  limits,
  delimiters,
  constants,
  blackboard,
  accents,
  figures,
  wrappers,
];

const BY_COMMAND: ReadonlyMap<string, CommandConstruct> = new Map(
  CONSTRUCTS.flatMap((construct) => construct.commands.map((command) => [command, construct] as const)),
);

export function constructFor(command: string): CommandConstruct | undefined {
  return BY_COMMAND.get(command);
}

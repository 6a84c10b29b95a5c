/** Our own corpus: every family, listed explicitly. */
import { algebra } from "./families/algebra.ts";
import { calculus } from "./families/calculus.ts";
import { collections } from "./families/collections.ts";
import { fractions } from "./families/fractions.ts";
import { functions } from "./families/functions.ts";
import { matrices } from "./families/matrices.ts";
import { nearMisses } from "./families/nearMisses.ts";
import { numbers } from "./families/numbers.ts";
import { quantities } from "./families/quantities.ts";
import { relations } from "./families/relations.ts";
import { reported } from "./families/reported.ts";
import { special } from "./families/special.ts";
import type { CorpusRow, Family } from "./family.ts";

export const FAMILIES: readonly Family[] = [
  ...numbers,
  ...fractions,
  ...quantities,
  ...collections,
  ...relations,
  ...matrices,
  ...special,
  ...algebra,
  ...functions,
  ...calculus,
  ...nearMisses,
  ...reported,
];

export const CORPUS: readonly CorpusRow[] = FAMILIES.flatMap(({ rows }) => rows);

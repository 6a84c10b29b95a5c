/** Line breaks that the page itself makes: around a paragraph, and around a formula on its own line. */
import type { LaidRun } from "./layText.ts";

/**
 * The runs of a paragraph without the breaks that would show as empty lines. Only for show: sources are cut.
 * @example a text run "so\n" before a display formula becomes "so"
 */
export function trimBreaks(runs: readonly LaidRun[]): readonly LaidRun[] {
  return runs.map((run, place) => {
    if (run.mathml !== undefined) return run;
    const before = runs[place - 1];
    const after = runs[place + 1];
    let { source } = run;
    if (before === undefined || before.display === true) source = source.replace(/^[^\S\n]*\n\s*/u, "");
    if (after === undefined || after.display === true) source = source.trimEnd();
    return { ...run, source };
  });
}

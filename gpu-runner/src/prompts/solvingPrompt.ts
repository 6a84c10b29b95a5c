/**
 * What a solver is asked: the run's template with the statement in place of every `{problem}`; the statement alone
 * where there is no template. A template without the placeholder is an instruction: the statement follows it after a
 * blank line, because a prompt without its problem is never meant.
 *
 * @example solvingPrompt("2+2", "Compute {problem} step by step.") // "Compute 2+2 step by step."
 */
export function solvingPrompt(statement: string, template?: string | null): string {
  if (template === undefined || template === null || template.trim() === "") return statement;
  if (!template.includes("{problem}")) return `${template}\n\n${statement}`;
  return template.split("{problem}").join(statement);
}

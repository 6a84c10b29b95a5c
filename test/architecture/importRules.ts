/** Reads imports out of source text and holds them against a rule. Pure, so that the rules can be tested themselves. */
import { posix } from "node:path";

export interface Rule {
  /** Folders of the workspace by package name, without the scope. */
  readonly workspace: readonly string[];
  /** Packages from the registry; a name also allows its subpaths. */
  readonly outside: readonly string[] | "any";
}

/** Every module that the source names in an import, an export or a dynamic import, types included. */
export function importsOf(source: string): string[] {
  const pattern = /(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/gu;
  return [...source.matchAll(pattern)].map((match) => match[1] ?? "");
}

/** One sentence for each import that the rule does not allow. `folder` and `file` are relative to the root. */
export function violations(folder: string, file: string, imports: readonly string[], rule: Rule): string[] {
  return imports
    .filter((target) => !isAllowed(folder, file, target, rule))
    .map((target) => `${file} imports ${target}`);
}

function isAllowed(folder: string, file: string, target: string, rule: Rule): boolean {
  if (target.startsWith(".")) {
    const resolved = posix.join(posix.dirname(file), target);
    return resolved.startsWith(`${folder}/`);
  }
  if (target.startsWith("@plumbline/")) {
    const name = target.split("/")[1] ?? "";
    return rule.workspace.includes(name) || folder.endsWith(`/${name}`);
  }
  if (rule.outside === "any") return true;
  return rule.outside.some((allowed) => target === allowed || target.startsWith(`${allowed}/`));
}

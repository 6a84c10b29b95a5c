/**
 * Judgements that are settled, one file each, so that running again repeats nothing.
 * Decision: a file is written under another name and then renamed, so that a process that is killed leaves no half
 * file; a file that cannot be read counts as missing and is asked for again.
 */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Judging, JudgingCache } from "@plumbline/judging";
import type { Surroundings } from "../surroundings.ts";

/** Where results are kept unless a folder is named. */
export function defaultCacheFolder({ env, homeFolder }: Pick<Surroundings, "env" | "homeFolder">): string {
  return join(env["XDG_CACHE_HOME"] ?? join(homeFolder, ".cache"), "plumbline", "judgings");
}

export function folderCache(folder: string, { randomText }: Pick<Surroundings, "randomText">): JudgingCache {
  const place = (key: string) => join(folder, key.slice(0, 2), `${key}.json`);
  return {
    async get(key) {
      try {
        const stored = JSON.parse(await readFile(place(key), "utf8")) as Partial<Stored> | null;
        // Names differ in case only on some file systems; the key inside settles it.
        return stored?.key === key ? stored.judging : undefined;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (error instanceof SyntaxError || code === "ENOENT") return undefined;
        throw error;
      }
    },
    async put(key, judging) {
      const file = place(key);
      const draft = `${file}.${randomText()}`;
      const stored: Stored = { key, judging };
      await mkdir(join(folder, key.slice(0, 2)), { recursive: true });
      await writeFile(draft, JSON.stringify(stored));
      await rename(draft, file);
    },
  };
}

interface Stored {
  readonly key: string;
  readonly judging: Judging;
}

/** For `--no-cache`: forgets when the process ends. */
export function memoryCache(): JudgingCache {
  const kept = new Map<string, Judging>();
  return { get: async (key) => kept.get(key), put: async (key, judging) => void kept.set(key, judging) };
}

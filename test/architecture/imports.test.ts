/**
 * Who may import whom. Decision: the map is written once, here, as data; the test reads every import of every source
 * file and every declared dependency against it. The compiler does not catch a forbidden import that resolves.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf, type Rule, violations } from "./importRules.ts";

const ROOT = join(import.meta.dirname, "..", "..");

const RULES: Readonly<Record<string, Rule>> = {
  "packages/checker": { workspace: [], outside: [] },
  "packages/contract": { workspace: [], outside: ["zod"] },
  "packages/stats": { workspace: [], outside: ["jstat", "pure-rand"] },
  "packages/grading": { workspace: ["checker", "contract", "stats"], outside: [] },
  "packages/judging": { workspace: ["checker", "contract"], outside: ["zod"] },
  "packages/formats": { workspace: ["contract"], outside: [] },
  "packages/suites": { workspace: ["checker", "contract"], outside: ["pure-rand"] },
  "packages/storage": {
    workspace: ["contract"],
    outside: ["drizzle-orm", "postgres", "uuid", "@cloudflare/workers-types"],
  },
  "packages/client": { workspace: ["contract"], outside: [] },
  "workers/edge": {
    workspace: ["contract", "grading", "judging", "stats", "formats", "suites", "storage"],
    outside: [
      "hono",
      "@hono/zod-openapi",
      "arctic",
      "node:crypto",
      "zod",
      "react-router",
      "postgres",
      "virtual:react-router",
      "cloudflare:workers",
      "@cloudflare/workers-types",
    ],
  },
  "gpu-runner": {
    workspace: ["contract", "grading", "judging", "stats", "suites", "client"],
    outside: "any",
  },
  "apps/cli": {
    workspace: ["contract", "client", "grading", "judging", "stats", "formats", "suites", "checker"],
    outside: "any",
  },
  "apps/web": { workspace: ["contract", "client", "checker", "grading", "formats", "stats"], outside: "any" },
};

/** Packages that run everywhere: no Node, no clock of their own, no network, no randomness, nothing evaluated. */
const PURE = [
  "packages/checker",
  "packages/contract",
  "packages/stats",
  "packages/grading",
  "packages/judging",
  "packages/suites",
];

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (["node_modules", "build", ".react-router", "test", "testing", "scripts"].includes(name)) return [];
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/u.test(name) &&
      !/\.test\.tsx?$/u.test(name) &&
      !path.includes(`${join("src", "testing")}`)
      ? [path]
      : [];
  });
}

describe.each(Object.entries(RULES))("%s", (folder, rule) => {
  const files = sources(join(ROOT, folder)).filter((file) => !/\.config\.ts$/u.test(file));

  test("imports only what the map allows", () => {
    const found = files.flatMap((file) =>
      violations(folder, relative(ROOT, file), importsOf(readFileSync(file, "utf8")), rule),
    );
    expect(found).toEqual([]);
  });

  test("declares only what the map allows", () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as {
      dependencies?: Record<string, string>;
    };
    const declared = Object.keys(manifest.dependencies ?? {});
    expect(violations(folder, `${folder}/package.json`, declared, rule)).toEqual([]);
  });
});

test.each(PURE)("%s has no clock, randomness, network or evaluation of its own", (folder) => {
  const impure =
    /\b(?:Date\.now|new Date\(\)|Math\.random|globalThis\.fetch|process\.env|new Function|eval\()/u;
  const found = sources(join(ROOT, folder)).filter((file) =>
    impure.test(stripComments(readFileSync(file, "utf8"))),
  );
  expect(found.map((file) => relative(ROOT, file))).toEqual([]);
});

test("no file of code is longer than 400 lines", () => {
  const long = [...Object.keys(RULES), "scripts"]
    .flatMap((folder) => sources(join(ROOT, folder)))
    .map((file) => `${relative(ROOT, file)}: ${readFileSync(file, "utf8").split("\n").length - 1}`)
    .filter((line) => Number(line.split(": ")[1]) > 400);
  expect(long).toEqual([]);
});

test("no folder is a drawer for everything", () => {
  const drawers = Object.keys(RULES)
    .flatMap((folder) => sources(join(ROOT, folder)))
    .map((file) => relative(ROOT, file))
    .filter((file) => /(?:^|\/)(?:util|utils|helpers?|common)(?:\/|\.tsx?$)/u.test(file));
  expect(drawers).toEqual([]);
});

describe("the rules themselves see a violation", () => {
  const rule: Rule = { workspace: ["contract"], outside: ["zod"] };
  test.each([
    ['import { x } from "@plumbline/storage";', "@plumbline/storage"],
    ['export * from "@plumbline/grading";', "@plumbline/grading"],
    ['const y = await import("node:fs");', "node:fs"],
    ['import type { Z } from "drizzle-orm";', "drizzle-orm"],
    ['import "../../../workers/edge/src/index.ts";', "../../../workers/edge/src/index.ts"],
  ])("%s", (source, target) => {
    expect(violations("packages/formats", "packages/formats/src/a.ts", importsOf(source), rule)).toEqual([
      `packages/formats/src/a.ts imports ${target}`,
    ]);
  });
  test.each([
    'import { z } from "zod";',
    'import { b } from "./b.ts";',
    'import type { R } from "@plumbline/contract";',
  ])("%s is fine", (source) =>
    expect(violations("packages/formats", "packages/formats/src/a.ts", importsOf(source), rule)).toEqual([]),
  );
});

function stripComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/\/\/[^\n]*/gu, "");
}

import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";
import { projectFolder } from "../support/folders.ts";

// `npm run boundaries` sees components compiled, and so without their type imports: these are looked at here.

interface Rule {
  name: string;
  from: { path?: string; pathNot?: string };
  to: { path?: string; pathNot?: string; circular?: boolean };
}
const { forbidden } = createRequire(import.meta.url)("./boundaries.cjs") as { forbidden: Rule[] };

/** Rules that a single import can break; those on circles and orphans need the whole graph. */
const rules = forbidden.filter(({ from, to }) => from.path !== undefined && to.path !== undefined);

it("no component takes a type from a room that it may not enter", () => {
  const components = globSync("src/**/*.svelte", { cwd: projectFolder });
  expect(components.length).toBeGreaterThan(20);
  expect(components.flatMap((file) => brokenRules(file, typeImports(file)))).toEqual([]);
});

it("would catch a page that takes a type from another one", () => {
  expect(brokenRules("src/pages/logs/LogsPage.svelte", ["src/pages/settings/settings-text.ts"])).toHaveLength(1);
  expect(brokenRules("src/pages/logs/LogsPage.svelte", ["src/kit/i18n/kit-text.ts"])).toEqual([]);
});

function typeImports(file: string): string[] {
  const text = readFileSync(join(projectFolder, file), "utf8");
  const found = [...text.matchAll(/import type [^;]*? from "(\.[^"]+)"/g)];
  return found.map(([, target]) => normalize(join(dirname(file), target!)));
}

function brokenRules(file: string, targets: string[]): string[] {
  return rules.flatMap(({ name, from, to }) => {
    const group = new RegExp(from.path!).exec(file);
    if (!group || (from.pathNot !== undefined && new RegExp(from.pathNot).test(file))) return [];
    const filled = (pattern: string) => new RegExp(pattern.replace("$1", () => group[1] ?? ""));
    const broken = targets.filter(
      (target) => filled(to.path!).test(target) && !(to.pathNot !== undefined && filled(to.pathNot).test(target)),
    );
    return broken.map((target) => `${name}: ${file} -> ${target}`);
  });
}

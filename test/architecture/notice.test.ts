import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectFolder } from "../support/folders.ts";

const read = (file: string) => readFileSync(join(projectFolder, file), "utf8");
const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;

/** Packages that the programs name; Vite is for developers. */
function loadedPackages(): string[] {
  const sources = globSync("src/**/*.{ts,svelte}", { cwd: projectFolder });
  const programs = sources.filter((file) => !/\.test\.ts$|\/(dev-page|build-program)\.ts$/.test(file));
  const named = /(?:from |import\(|resolve\()"((?:@[\w.-]+\/)?[a-z][\w.-]*)[^":]*"/g;
  return programs.flatMap((file) => [...read(file).matchAll(named)].map(([, name]) => name!));
}

it("names every package that the product is made of", () => {
  const { dependencies, optionalDependencies, devDependencies } = manifest;
  const known = { ...dependencies, ...optionalDependencies, ...devDependencies };
  const loaded = loadedPackages().filter((name) => name in known);
  expect(loaded).toEqual(expect.arrayContaining(["dexie", "ws", "@moonshine-ai/moonshine-js"]));
  const notice = read("NOTICE");
  const packages = new Set([...loaded, ...Object.keys({ ...dependencies, ...optionalDependencies })]);
  expect([...packages].filter((name) => !notice.includes(name))).toEqual([]);
});

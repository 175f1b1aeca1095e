import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectFolder } from "../support/folders.ts";

/** From `{#await import(` to what closes it; no such block holds another one. */
const lazyPart = /\{#await import\([\s\S]*?\{\/await\}/g;

it("every part that is loaded when it is shown says what stands there when it cannot be loaded", () => {
  const parts = globSync("src/**/*.svelte", { cwd: projectFolder }).flatMap((file) =>
    [...readFileSync(join(projectFolder, file), "utf8").matchAll(lazyPart)].map(([part]) => ({ file, part })),
  );
  expect(parts.length).toBeGreaterThan(10);
  const silent = parts.filter(({ part }) => !part.includes("{:catch}"));
  expect(silent.map(({ file, part }) => `${file}: ${part}`)).toEqual([]);
});

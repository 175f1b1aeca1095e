import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectFolder } from "../support/folders.ts";

/** An element of the page, or its text, as it is at this moment. */
const atOnce = /^\s*expect\([^;]*?\.element\(\)(?:\.textContent[^;]*?)?,?\s*\)\.(?:not\.)?to[^;]*/gm;

it("a browser test waits for an element that it expects, and for its text", () => {
  const tests = globSync("{src,test}/**/*.browser.test.ts", { cwd: projectFolder });
  expect(tests.length).toBeGreaterThan(100);
  const found = tests.flatMap((file) =>
    [...readFileSync(join(projectFolder, file), "utf8").matchAll(atOnce)].map(([words]) => `${file}: ${words.trim()}`),
  );
  // What is loaded late is not there yet on a busy machine: `await expect.element(...)`.
  expect(found).toEqual([]);
});

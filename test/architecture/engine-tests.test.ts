import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectFolder } from "../support/folders.ts";

/** What starts a speech engine, by itself or within a companion. */
const startsEngine = /\b(createEspeakEngine|createMoonshineEngine|createEmbeddedPlatform|startCompanion)\(/;

it("the unit tests that start a speech engine are named so, and no others are", () => {
  const tests = globSync("src/**/*.test.ts", { cwd: projectFolder });
  const starting = tests.filter((file) => startsEngine.test(readFileSync(join(projectFolder, file), "utf8")));
  expect(starting.length).toBeGreaterThan(5);
  expect(starting.toSorted()).toEqual(tests.filter((file) => file.endsWith(".engine.test.ts")).toSorted());
});

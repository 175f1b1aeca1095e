import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectFolder } from "../support/folders.ts";

const read = (file: string) => readFileSync(join(projectFolder, file), "utf8");
const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;

it("names every package that the product is made of", () => {
  const notice = read("NOTICE");
  // A `file:` package is a stand-in of our own.
  const packages = Object.entries({ ...manifest["dependencies"], ...manifest["optionalDependencies"] })
    .filter(([, version]) => !version.startsWith("file:"))
    .map(([name]) => name);
  expect(packages.filter((name) => !notice.includes(name))).toEqual([]);
});

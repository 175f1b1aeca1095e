import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { smoke } from "../e2e/smoke.ts";
import { projectFolder } from "../support/folders.ts";

const read = (file: string) => readFileSync(join(projectFolder, file), "utf8");
const sources = (files: string) => globSync(files, { cwd: projectFolder }).map(read).join("\n");
const section = read("README.md").split("\n## Other browsers\n")[1]!.split("\n## ")[0]!;
const [table = ""] = section.split("\n\n").filter((block) => block.startsWith("| tested"));
const rows = table.split("\n").slice(2).map((row) => row.slice(2, -2).split(" | ")); // prettier-ignore

/** Names of the smoke test that a source of tests mentions as `before NAME`. */
const namesIn = (text: string, before: RegExp): string[] =>
  Object.keys(smoke).filter((name) => new RegExp(before.source + String.raw`${name}\b`).test(text));

it("has a row for each part of the smoke test, and no other", () => {
  expect(rows.map(([what]) => what)).toEqual(Object.values(smoke));
});

it("says of Chromium and Firefox what scenarios show", () => {
  expect(namesIn(sources("test/e2e/*.scenario.ts"), /smokeTag\("/)).toEqual(Object.keys(smoke));
  expect(new Set(rows.flatMap(([, ...browsers]) => browsers.slice(0, 2)))).toEqual(new Set(["yes"]));
});

it("says of WebKitGTK what its smoke test shows", () => {
  const shown = rows.filter(([, , , webKit]) => webKit!.startsWith("yes")).map(([what]) => what);
  expect(shown).toEqual(
    namesIn(sources("test/webkit/*.test.ts"), /it\(smoke\./).map((name) => smoke[name as keyof typeof smoke]),
  );
});

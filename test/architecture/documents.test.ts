import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "../support/folders.ts";

const read = (file: string) => readFileSync(join(projectFolder, file), "utf8");
const elsewhere = ["node_modules", "dist", "lib", ".tools", "test-results"];
const documents = globSync("**/*.md", { cwd: projectFolder, exclude: (path) => elsewhere.includes(path) });

const sources = globSync("**/*.{ts,cjs,py,svelte}", {
  cwd: projectFolder,
  exclude: (path) => elsewhere.includes(path),
});

/** Whether a name in a document is a path from the project's root, or the end of a path below the document's folder. */
function isNear(document: string, name: string): boolean {
  const folder = dirname(document);
  const below = sources.filter((path) => folder === "." || path.startsWith(`${folder}/`));
  return sources.includes(name) || below.some((path) => path.endsWith(`/${name}`));
}

describe("documents", () => {
  it("are found", () => {
    expect(documents).toContain("README.md");
  });

  it.each(documents)("%s links only to files that exist", (file) => {
    const targets = [...read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target]) => target!);
    const local = targets.filter((target) => !/^[a-z]+:/.test(target));
    expect(local.filter((target) => !existsSync(join(projectFolder, dirname(file), target)))).toEqual([]);
  });

  it.each(documents)("%s names only paths and scripts that exist", (file) => {
    const text = read(file);
    const paths = [...text.matchAll(/`((?:src|test|proto|\.ci|\.github)\/[\w./-]*)`/g)].map(([, path]) => path!);
    expect(paths.filter((path) => !existsSync(join(projectFolder, path)))).toEqual([]);
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script!);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  it.each(documents.filter((file) => basename(file) === "README.md"))(
    "%s names only files below its folder",
    (file) => {
      const names = [...read(file).matchAll(/`([\w./-]+\.(?:ts|cjs|py|svelte))`/g)].map(([, name]) => name!);
      expect(names.filter((name) => !name.endsWith(".d.ts") && !isNear(file, name))).toEqual([]);
    },
  );
});

describe("the table of rooms", () => {
  interface Rule {
    name: string;
    comment?: string;
  }
  const { forbidden } = createRequire(import.meta.url)("./boundaries.cjs") as { forbidden: Rule[] };

  it("says what the boundary check allows", () => {
    const checked = forbidden.flatMap(({ comment }) => {
      const [, room, allowed] = /^src\/([\w-]+) may import only: (.*)\.$/.exec(comment ?? "") ?? [];
      return room === undefined ? [] : [`${room}: ${allowed!}`];
    });
    const written = [...read("src/README.md").matchAll(/^\| ([\w-]+) \| .* \| ([^|[]+) \|$/gm)].map(
      ([, room, allowed]) => `${room!}: ${allowed!.trim()}`,
    );
    expect(checked.length).toBeGreaterThan(10);
    expect(
      written.filter(
        (row) => !row.startsWith("room: may import") && !row.startsWith("term:") && !row.startsWith("---"),
      ),
    ).toEqual(checked);
  });
});

describe("the glossary", () => {
  const section = read("src/README.md").split("\n## Glossary\n")[1] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| ") && !/^\| (term|---) /.test(line));

  it("has a term in every row, each once", () => {
    const terms = rows.map((row) => row.split(" | ")[0]);
    expect(terms.length).toBeGreaterThan(30);
    expect(new Set(terms).size).toBe(terms.length);
  });

  it.each(rows.map((row) => [row.split(" | ")[0]!.slice(2), row]))("%s links to the file that defines it", (_, row) => {
    const [, name, path] = /\[(\w+)\]\(([\w./-]+)\) \|$/.exec(row) ?? [];
    const code = read(join("src", path ?? "no link"));
    expect(code).toMatch(new RegExp(`(export [\\w ]*|const )\\b${name!}\\b`));
  });
});

describe("what a newcomer reads", () => {
  const manifest = JSON.parse(read("package.json")) as {
    scripts: Record<string, string>;
    devDependencies: Record<string, string>;
  };

  it("has every script of the project in one table, and no other", () => {
    const table = [...read("CONTRIBUTING.md").matchAll(/^\| `npm run ([\w:-]+)` \| .+ \|$/gm)].map(([, name]) => name!);
    expect(table.toSorted()).toEqual(Object.keys(manifest.scripts).toSorted());
  });

  it("names the version of Node that the tests run on", () => {
    expect(read(".nvmrc").trim()).toBe(manifest.devDependencies["node"]);
  });
});

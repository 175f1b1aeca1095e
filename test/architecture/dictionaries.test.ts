import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { projectFolder } from "../support/folders.ts";

// The compiler sees a key that is missing, but not one that nobody reads.

interface Dictionary {
  file: string;
  keys: Key[];
}
interface Key {
  name: string;
  /** Keys of a nested object. */
  inner: Key[];
}

const sources = new Map(
  globSync("src/**/*.{ts,svelte}", { cwd: projectFolder })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !/\.test\.ts$|^src\/gen\//.test(file))
    .map((file) => [file, readFileSync(join(projectFolder, file), "utf8")]),
);
const dictionaries = [...sources].flatMap(([file, text]) => dictionaryIn(file, text));
it("every key of every dictionary is read by some code", () => {
  expect(dictionaries.length).toBeGreaterThan(20);
  expect(
    dictionaries.flatMap(({ file, keys }) =>
      unread(keys, readersOf(file), neighboursOf(file)).map((key) => `${file}: ${key}`),
    ),
  ).toEqual([]);
});

it("would catch a key that nobody reads, also inside of a group", () => {
  const [{ keys }] = dictionaryIn(
    "words.ts",
    `const en = { title: "", old: "", group: { used: "", unused: "" }, byState: { on: "", off: "" } };
     export const words: Dictionary<typeof en> = { en };`,
  ) as [Dictionary];
  expect(unread(keys, "text.title text.group.used text.byState[state]")).toEqual(["old", "group.unused"]);
});

it("would take no other word that begins alike for a key", () => {
  expect(unread([{ name: "note", inner: [] }], "text.notes, text.note(1)?.x, notes.note")).toEqual([]);
  expect(unread([{ name: "note", inner: [] }], "text.notes text.noteOf note")).toEqual(["note"]);
});

/** The keys of `const en = { ... }` in a file that exports a dictionary. */
function dictionaryIn(file: string, text: string): Dictionary[] {
  if (!/: Dictionary<[^>]+> = \{ en/.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const english = source.statements
    .filter((statement) => ts.isVariableStatement(statement))
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find(({ name }) => ts.isIdentifier(name) && name.text === "en");
  return english?.initializer ? [{ file, keys: keysOf(english.initializer) }] : [];
}

function keysOf(value: ts.Expression): Key[] {
  if (ts.isSatisfiesExpression(value) || ts.isAsExpression(value)) return keysOf(value.expression);
  if (!ts.isObjectLiteralExpression(value)) return [];
  return value.properties.flatMap((property) => {
    const { name } = property;
    if (!name || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return [];
    return [{ name: name.text, inner: ts.isPropertyAssignment(property) ? keysOf(property.initializer) : [] }];
  });
}

/** All code that can read a dictionary: what imports it, and what imports a dictionary that spreads it. */
function readersOf(file: string): string {
  const importers = [...sources].filter(([importer, text]) => importsOf(importer, text).includes(file));
  const spreading = importers.filter(([importer]) => dictionaries.some((dictionary) => dictionary.file === importer));
  const own = sources.get(file) ?? "";
  const shapes = importsOf(file, own).map((shape) => sources.get(shape) ?? "");
  return [own, ...shapes, ...importers.map(([, text]) => text), ...spreading.map(([name]) => readersOf(name))].join(
    "\n",
  );
}

/** Where a computed key comes from: what the dictionary imports, what imports it, and all in its folder and below. */
function neighboursOf(file: string): string {
  const shapes = importsOf(file, sources.get(file) ?? "");
  const isNeighbour = (other: string, text: string) =>
    (other.startsWith(`${dirname(file)}/`) || shapes.includes(other) || importsOf(other, text).includes(file)) &&
    !dictionaries.some((dictionary) => dictionary.file === other);
  return [...sources].flatMap(([other, text]) => (isNeighbour(other, text) ? [text] : [])).join("\n");
}

const imports = new Map<string, string[]>();
function importsOf(file: string, text: string): string[] {
  const known = imports.get(file);
  if (known) return known;
  const found = [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, target]) => normalize(join(dirname(file), target!)));
  imports.set(file, found);
  return found;
}

/** A group that is read whole, or by a computed key, is read in all its keys. */
function unread(keys: readonly Key[], code: string, neighbours = "", path = ""): string[] {
  return keys.flatMap(({ name, inner }) => {
    const uses = [...code.matchAll(new RegExp(`\\.${name}(?![\\w$])(\\??\\.\\w)?`, "g"))];
    if (uses.length === 0) return isTakenOut(name, code) || isComputed(name, code, neighbours) ? [] : [path + name];
    return uses.some(([, next]) => next === undefined) ? [] : unread(inner, code, neighbours, `${path}${name}.`);
  });
}

/** `const { key } = text` */
function isTakenOut(name: string, code: string): boolean {
  return new RegExp(`const \\{[^{}]*\\b${name}\\b[^{}]*\\} = `).test(code);
}

/** `text[state]` or `text[\`${name}Hint\`]`, where the key, or what is before the tail, is named in other code. */
function isComputed(name: string, code: string, neighbours: string): boolean {
  const isNamed = (key: string) => new RegExp(`"${key}"|\\b${key}: `).test(neighbours);
  const tails = [...code.matchAll(/text\[`\$\{\w+\}(\w+)`\]/g)].map(([, tail]) => tail!);
  return (
    (/\btext\[\w/.test(code) && isNamed(name)) ||
    tails.some((tail) => name.endsWith(tail) && isNamed(name.slice(0, -tail.length)))
  );
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "../support/folders.ts";
import { billOfMaterials, type Component } from "./bill-of-materials.ts";
import { licenceProblems } from "./licences.ts";
import { packageFolder, shippedPackages } from "./shipped-packages.ts";

const manifest = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
};
const bundled = new Set(["node_modules/svelte", "node_modules/dexie"]);

describe("shippedPackages", () => {
  const packages = shippedPackages(bundled);

  it("lists every package that the product asks for", () => {
    const asked = Object.entries({ ...manifest.dependencies, ...manifest.optionalDependencies }).map(
      ([name, version]) => `${name}@${version}`,
    );
    expect(packages.map(({ name, version }) => `${name}@${version}`)).toEqual(expect.arrayContaining(asked));
  });

  it("lists what packages bring along, and no tool of the tests", () => {
    const names = packages.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["fft.js", "xmlchars", "onnxruntime-common"]));
    expect(names.filter((name) => ["vitest", "eslint", "@playwright/test", "typescript"].includes(name))).toEqual([]);
  });

  it("lists a development dependency once its code is in the bundle", () => {
    const vite = shippedPackages(new Set(["node_modules/vite"])).find(({ name }) => name === "vite");
    expect(vite?.isInPage).toBe(true);
    expect(packages.find(({ name }) => name === "vite")).toBeUndefined();
  });

  it("refuses a package of the bundle that the lock file does not list", () => {
    expect(() => shippedPackages(new Set(["node_modules/smuggled"]))).toThrow("node_modules/smuggled");
  });
});

describe("packageFolder", () => {
  it.each([
    ["../../node_modules/svelte/src/a.js", "node_modules/svelte"],
    ["../node_modules/@noble/hashes/sha2.js", "node_modules/@noble/hashes"],
    ["../node_modules/a/node_modules/@b/c/d.js", "node_modules/a/node_modules/@b/c"],
    ["../../src/store/log-store.ts", undefined],
  ])("of %s is %s", (source, folder) => {
    expect(packageFolder(source)).toBe(folder);
  });
});

describe("licenceProblems", () => {
  const problems = (licence: string | undefined, name = "a", isInPage = false) =>
    licenceProblems([{ name, version: "1.0.0", licence, isInPage }]);

  it.each(["MIT", "(Apache-2.0 AND BSD-3-Clause)", "(MIT OR GPL-3.0)"])("has none with %s", (licence) => {
    expect(problems(licence)).toEqual([]);
  });

  it.each([
    undefined,
    "",
    "UNLICENSED",
    "SEE LICENSE IN x",
    "GPL-3.0",
    "MIT AND GPL-3.0",
    "MIT OR GPL-3.0 AND X",
    "mit",
  ])("has one with %s", (licence) => {
    expect(problems(licence)).toHaveLength(1);
  });

  it("lets the GPL of eSpeak NG be beside the companion, but not in the page", () => {
    expect(problems("GPL-3.0", "@echogarden/espeak-ng-emscripten")).toEqual([]);
    expect(problems("GPL-3.0", "@echogarden/espeak-ng-emscripten", true)).toHaveLength(1);
    expect(problems("AGPL-3.0", "@echogarden/espeak-ng-emscripten")).toHaveLength(1);
  });
});

describe("licenceProblems of the page", () => {
  it("lets the MPL of mediabunny be in it, and no other package's", () => {
    const isInPage = true;
    const problems = (name: string) => licenceProblems([{ name, version: "1.0.0", licence: "MPL-2.0", isInPage }]);
    expect(problems("mediabunny")).toEqual([]);
    expect(problems("a")).toHaveLength(1);
  });
});

describe("billOfMaterials", () => {
  const packages = shippedPackages(bundled);
  const bill = billOfMaterials(packages, "0.1.0", new Date(0));
  const all = bill.components.flatMap((component) => [component, ...(component.components ?? [])]);
  const find = (name: string) => all.find((component: Component) => component.name === name);

  it("has every shipped package with its version, licence and hash", () => {
    expect(bill.components).toHaveLength(packages.length + 2);
    const incomplete = bill.components.filter(
      ({ purl, licenses, hashes }) => purl === undefined || licenses === undefined || (purl.includes("npm") && !hashes),
    );
    expect(incomplete).toEqual([]);
    expect(find("@bufbuild/protobuf")?.licenses).toEqual([{ expression: "(Apache-2.0 AND BSD-3-Clause)" }]);
  });

  it("names the speech model, the voices, the WebAssembly, Node and Envoy", () => {
    const source = readFileSync(join(projectFolder, "src/companion/engines/moonshine/moonshine-model.ts"), "utf8");
    const models = all.filter(({ type }) => type === "machine-learning-model");
    expect(models).toHaveLength(2);
    for (const { hashes } of models) expect(source).toContain(hashes![0]!.content);
    for (const name of ["espeak-ng.data", "fvad.wasm", "node", "envoy"]) expect(find(name)).toBeDefined();
  });

  it("refers only to components that it has, each by a reference of its own", () => {
    const references = [bill.metadata.component, ...all].map((component) => component["bom-ref"]);
    expect(new Set(references).size).toBe(references.length);
    const referred = bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
    expect(referred.filter((reference) => !references.includes(reference))).toEqual([]);
  });

  it("says which packages are in the page", () => {
    expect(find("svelte")?.properties).toEqual([{ name: "audiokit:in-page", value: "true" }]);
    expect(find("ws")?.properties).toEqual([{ name: "audiokit:in-page", value: "false" }]);
  });
});

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { projectFolder } from "../support/folders.ts";
import { releaseProblems } from "./release.ts";

interface Workflow {
  on: unknown;
  permissions: unknown;
  jobs: { publish: { permissions: unknown; steps: { run?: string }[] } };
}

const read = (file: string) => readFileSync(join(projectFolder, file), "utf8");
const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string>> & { version: string };

describe("the npm package", () => {
  it("depends on exact versions of published packages only", () => {
    const asked = Object.entries({ ...manifest["dependencies"], ...manifest["optionalDependencies"] });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))).toEqual([]);
  });

  it("depends on every package that the companion imports, and on no other", () => {
    const sources = globSync("src/{companion,emulator,audio,ssml,wire,basics,log-copy,platform-config,gen}/**/*.ts", {
      cwd: projectFolder,
    });
    // Vite serves the page to developers only.
    const shipped = sources.filter((file) => !/\.test\.ts$|\/dev-page\.ts$/.test(file));
    const named = shipped.flatMap((file) =>
      [...read(file).matchAll(/(?:from |import\()"((?:@[\w.-]+\/)?[a-z][\w.-]*)[^":]*"/g)].map(([, name]) => name!),
    );
    const asked = Object.keys({ ...manifest["dependencies"], ...manifest["optionalDependencies"] });
    expect([...new Set(named)].toSorted()).toEqual(asked.toSorted());
  });

  it("asks for the Node that its command needs", () => {
    const [, oldest] = /oldestNode = (\d+)/.exec(read("src/companion/audiokit-console.ts")) ?? [];
    expect(manifest["engines"]).toEqual({ node: `>=${oldest!}` });
  });

  it("has the version that the list of changes names", () => {
    expect(releaseProblems(read("CHANGELOG.md"), manifest.version)).toEqual([]);
  });
});

describe("releaseProblems", () => {
  const next = "# Changes\n\nDays are of the next version, 0.2.0.\n\n## 2026-12-02\n\n- A\n";
  const old = "\n## 0.1.0, 2026-12-01\n\n## 2026-11-30\n";
  const released = `# Changes\n\n## 0.2.0, 2026-12-03\n\n## 2026-12-02\n${old}`;

  it.each([
    [next + old, "0.2.0", undefined],
    [released, "0.2.0", undefined],
    [released, "0.2.0", "v0.2.0"],
  ])("has none with %j and %s, tag %s", (changelog, version, tag) => {
    expect(releaseProblems(changelog, version, tag)).toEqual([]);
  });

  it.each([
    [next + old, "0.2.0", "v0.2.0", 'CHANGELOG.md must begin with "## 0.2.0, " and the day'],
    [released, "0.2.0", "v0.2.1", "the tag v0.2.1 is not v0.2.0, the version of package.json"],
    [
      next + old,
      "0.1.0",
      undefined,
      "CHANGELOG.md names 0.1.0, the version of package.json, neither first nor as the next",
    ],
    [
      released,
      "0.3.0",
      undefined,
      "CHANGELOG.md names 0.3.0, the version of package.json, neither first nor as the next",
    ],
    [`${next}## Soon\n`, "0.2.0", undefined, 'CHANGELOG.md: "## Soon" is neither a day nor a version with its day'],
  ])("has one with %j and %s, tag %s", (changelog, version, tag, problem) => {
    expect(releaseProblems(changelog, version, tag)).toEqual([problem]);
  });
});

describe("the release", () => {
  const { on, jobs, permissions } = parse(read(".github/workflows/release.yml")) as Workflow;
  const runs = jobs.publish.steps.map(({ run = "" }) => run);
  const at = (command: string) => runs.findIndex((run) => run.startsWith(command));

  it("starts by a tag only, and may do nothing but read and prove who it is", () => {
    expect([on, permissions, jobs.publish.permissions]).toEqual([
      { push: { tags: ["v*"] } },
      { contents: "read" },
      { contents: "read", "id-token": "write" },
    ]);
  });

  it("checks the version, then runs every test, then packs, then publishes with provenance", () => {
    const order = ["node test/supply-chain/check-release.ts", ".ci/run", "npm pack", "npm publish --provenance"].map(
      at,
    );
    expect(order).not.toContain(-1);
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
  });
});

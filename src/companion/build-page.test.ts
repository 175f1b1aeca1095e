import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { buildPage } from "./build-page.ts";

const never = new AbortController().signal;
let project: string;
afterEach(() => rm(project, { recursive: true }));

/** A project of one line, built by the real builder. */
async function setup() {
  project = await mkdtemp(join(tmpdir(), "build-page-"));
  await symlink(join(import.meta.dirname, "../../node_modules"), join(project, "node_modules"));
  await mkdir(join(project, "src/companion/server"), { recursive: true });
  await writeFile(join(project, "index.html"), '<script type="module" src="/src/main.ts"></script>');
  await writeFile(join(project, "src/main.ts"), 'document.title = "first";');
  let builds = 0;
  return {
    build: (signal = never) => buildPage(project, () => builds++, signal),
    builds: () => builds,
    script: async () => {
      const [name = ""] = await readdir(join(project, "dist/assets"));
      return readFile(join(project, "dist/assets", name), "utf8");
    },
  };
}

const inTheFuture = () => new Date(Date.now() + 60_000);

describe("buildPage", () => {
  it("builds what is missing and what is older than its sources, and nothing else", async () => {
    const { build, builds, script } = await setup();
    expect(await build()).toBe(join(project, "dist"));
    expect(await script()).toContain("first");
    await build();
    expect(builds()).toBe(1);

    await writeFile(join(project, "src/companion/server/serve.ts"), "");
    await utimes(join(project, "src/companion/server/serve.ts"), inTheFuture(), inTheFuture());
    await build();
    expect(builds()).toBe(1);

    await writeFile(join(project, "src/main.ts"), 'document.title = "second";');
    await utimes(join(project, "src/main.ts"), inTheFuture(), inTheFuture());
    await build();
    expect(builds()).toBe(2);
    expect(await script()).toContain("second");
  });

  it("keeps the page it has and repeats the builder's words when the sources are broken", async () => {
    const { build, script } = await setup();
    await build();
    await writeFile(join(project, "src/main.ts"), 'import "./gone.ts";');
    await utimes(join(project, "src/main.ts"), inTheFuture(), inTheFuture());
    await expect(build()).rejects.toThrow(/the page could not be built: .*gone\.ts/s);
    expect(await script()).toContain("first");
    expect(await readdir(join(project, ".tools"))).toEqual([]);
  });

  it("stops when it is told to", async () => {
    const { build } = await setup();
    await expect(build(AbortSignal.abort())).rejects.toThrow();
    expect(await readdir(project)).not.toContain("dist");
  });
});

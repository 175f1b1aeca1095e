import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCompanionFolder } from "../../src/shipping/folder/companion-folder.ts";
import { maxRunBytes } from "../../src/wire/log-folder.ts";
import { consolePath } from "../../src/wire/paths.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { start } from "./configured-console.ts";

const noEnvoy = await whyNoEnvoy();
const profile = "0f8fad5b-d9cb-469f-a165-70867728950e";
const { signal } = new AbortController();

let place: string;
let parts: AsyncDisposableStack;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "log-dir-interop-"));
  await writeFile(join(place, "config.ini"), "api_address=127.0.0.1:9\nuse_ssl=false\n");
  parts = new AsyncDisposableStack();
  parts.defer(() => rm(place, { recursive: true }));
});
afterEach(() => parts.disposeAsync());

describe.each([
  ["by itself", []],
  ["behind Envoy", ["--envoy"]],
  ["behind the Envoy of a configured platform", ["--config"]],
])("the companion %s", (_, words) => {
  it("takes runs of the largest size for its folder, and names the folder to the page", async ({ skip }) => {
    skip(words.length > 0 && noEnvoy !== undefined, noEnvoy);
    const folder = join(place, "made/logs");
    const config = words.includes("--config") ? [join(place, "config.ini")] : [];
    const companion = start(parts, "--port", "0", "--log-dir", folder, ...words, ...config);
    const { origin, href } = await companion.ready;
    expect(await (await fetch(new URL(consolePath, href))).json()).toMatchObject({ logDir: folder });
    const page = createCompanionFolder(origin, profile, (url, init) =>
      fetch(url, { ...init, headers: { ...init?.headers, origin } }),
    );
    const run = { profile, epoch: "e1", file: "tts_structured.jsonl", generation: 0, fromByte: 0, oldestGeneration: 0 };
    const content = "0123456789abcdef".repeat(maxRunBytes / 16);
    for (const fromByte of [0, maxRunBytes]) await page.append({ ...run, fromByte }, new Blob([content]), signal);
    expect(await page.append(run, new Blob(["again\n"]), signal)).toBe("elsewhere");
    await expect(page.append(run, new Blob([content, "x"]), signal)).rejects.toThrow("a run has at most 1048576 bytes");
    expect(await readFile(join(folder, run.file), "utf8")).toBe(content.repeat(2));
    expect((await stat(join(folder, run.file))).mode & 0o777).toBe(0o600);
    expect(companion.said().stdout).toContain(`The page's log files are copied to ${folder}\n`);

    const second = await start(parts, "--port", "0", "--log-dir", folder).ended;
    expect([second.code, second.stderr]).toEqual([
      1,
      `AudioKit Console: ${folder} is written by another console, process ${String(companion.child.pid)}; end it, or choose another folder with --log-dir\n`,
    ]);
  });
});

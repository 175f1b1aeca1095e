import { readFile, writeFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createLogDirEndpoint } from "../../src/companion/log-dir/log-dir-endpoint.ts";
import { openLogDir } from "../../src/companion/log-dir/log-dir.ts";
import { createCompanionFolder } from "../../src/shipping/folder/companion-folder.ts";
import type { FileRun } from "../../src/wire/log-folder.ts";
import { mountSmallDisk } from "../support/small-disk.ts";

it("a log folder on a full disk says so with 507, and goes on without a gap when there is room", async () => {
  const disk = mountSmallDisk(512 * 1024);
  onTestFinished(() => disk.close());
  const folder = join(disk.folder, "logs");
  const dir = await openLogDir(folder);
  const printed: string[] = [];
  const server = createServer(createLogDirEndpoint(dir.folder, (line) => printed.push(line)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await dir.close();
  });
  const own = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const statuses: number[] = [];
  const page = createCompanionFolder(own, "0f8fad5b", async (url, init) => {
    const response = await fetch(url, { ...init, headers: { ...init?.headers, origin: own } });
    statuses.push(response.status);
    return response;
  });
  const { signal } = new AbortController();
  const lines = Array.from({ length: 4_000 }, (_, line) => `line ${String(line)} ${"x".repeat(40)}\n`).join("");
  const run: FileRun = {
    profile: "0f8fad5b",
    epoch: "e1",
    file: "tts_structured.jsonl",
    generation: 0,
    fromByte: 0,
    oldestGeneration: 0,
  };
  const filler = join(disk.folder, "filler");
  await writeFile(filler, new Uint8Array(400 * 1024));
  const sizeBytes = async () => (await page.heldFiles(signal)).files[run.file]?.at(-1)?.sizeBytes ?? 0;
  const sendRest = async () => {
    const fromByte = await sizeBytes();
    return page.append({ ...run, fromByte }, new Blob([lines.slice(fromByte)]), signal);
  };

  for (let time = 0; time < 2; time++) {
    await expect(sendRest()).rejects.toMatchObject({
      kind: "stopped",
      message: expect.stringContaining(`${join(folder, run.file)} cannot be written: ENOSPC`) as string,
    });
  }
  expect(statuses.filter((status) => status !== 200)).toEqual([507, 507]);
  expect(printed).toHaveLength(1);
  const copied = await sizeBytes();
  expect(copied).toBeGreaterThan(0);
  expect(copied).toBeLessThan(lines.length);
  await rm(filler);
  await sendRest();
  expect(await readFile(join(folder, run.file), "utf8")).toBe(lines);
});

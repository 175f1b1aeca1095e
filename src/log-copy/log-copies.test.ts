import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { copyRun, type LogCopier } from "../../test/support/copy-log.ts";
import { createCutFiles } from "../../test/support/cut-files.ts";
import { createGrowingLog, type GrowingLog } from "../../test/support/growing-log.ts";
import { seededRandom } from "../basics/seeded-random.ts";
import { openDiskFolder } from "../companion/log-dir/disk-folder.ts";
import type { LogFolder } from "../shipping/folder/log-folder.ts";
import type { LogFileName } from "../store/log-store.ts";
import type { FolderFiles } from "./folder-files.ts";
import { createLogCopies } from "./log-copies.ts";

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "log-copies-test-"));
});
afterEach(() => rm(place, { recursive: true }));

const profile = "0f8fad5b";
const folder = () => join(place, "logs");

function folderOver(files: FolderFiles<Uint8Array>): LogFolder {
  const copies = createLogCopies(files);
  return {
    heldFiles: () => copies.heldFiles(profile),
    async append(run, bytes) {
      const { isWritten, held } = await copies.append(run, await bytes.bytes(), bytes.size);
      return isWritten ? held : "elsewhere";
    },
  };
}

async function copyAll(copier: LogCopier, files: FolderFiles<Uint8Array>): Promise<void> {
  const target = folderOver(files);
  while (await copyRun(copier, target));
}

async function copied(): Promise<Record<string, string>> {
  const names = (await readdir(folder())).filter((name) => name.startsWith("tts_"));
  const read = async (name: string) => [name, await readFile(join(folder(), name), "utf8")];
  return Object.fromEntries(await Promise.all(names.map(read))) as Record<string, string>;
}

/** Ends the program at each of its first operations in turn, always from the same state. */
async function endEverywhere(copier: LogCopier): Promise<void> {
  const before = join(place, "before");
  await rm(before, { recursive: true, force: true });
  await cp(folder(), before, { recursive: true });
  for (let operations = 0; operations < 45; operations++) {
    await rm(folder(), { recursive: true });
    await cp(before, folder(), { recursive: true });
    const cut = createCutFiles(openDiskFolder(folder()), (bytes) => {
      const part = bytes.subarray(0, bytes.length / 2);
      return { bytes: part, sizeBytes: part.length };
    });
    cut.cutAfter(operations);
    const end = await copyAll({ ...copier, random: () => 0.99 }, cut.files).then(
      () => "copied",
      (error: unknown) => String(error),
    );
    if (end !== "copied") {
      expect(end).toBe("Error: killed");
      await copyAll(copier, openDiskFolder(folder()));
    }
    expect(await copied(), `ended after ${String(operations)} operations`).toEqual(copier.log.exported());
    if (end === "copied") {
      expect(operations).toBeGreaterThan(8);
      return;
    }
  }
}

function makeCopier(): LogCopier {
  const random = seededRandom(7);
  const log = createGrowingLog(random);
  for (let count = 0; count < 25; count++) log.change();
  return { log, profile, random };
}

const changes: [string, (log: GrowingLog) => void][] = [
  ["has grown", (log) => log.change()],
  ["has rotated", (log) => times(3, () => log.change("tts_utility.log"))],
  ["was cleared", (log) => (log.clear(), times(2, () => log.change()))],
  ["has none of the copied backups any more", (log) => times(20, () => log.change())],
  // It has no backups. The first bytes of the new part must not be taken for copied ones.
  ["has another and larger part of a file", (log) => fill(log, "tts_errors.log")],
];

it.each(changes)("a copy equals the log that %s, wherever the program ends", async (_, change) => {
  const copier = makeCopier();
  await copyAll(copier, openDiskFolder(folder()));
  expect(await copied()).toEqual(copier.log.exported());
  change(copier.log);
  await endEverywhere(copier);
});

it("a copy equals the log from its beginning, wherever the program ends", async () => {
  await openDiskFolder(folder()).create();
  await endEverywhere(makeCopier());
});

function times(count: number, work: () => void): void {
  for (let done = 0; done < count; done++) work();
}

function fill(log: GrowingLog, file: LogFileName): void {
  const { generation, sizeBytes } = log.position().files[file].at(-1)!;
  for (;;) {
    log.change(file);
    const now = log.position().files[file].at(-1)!;
    if (now.generation > generation && now.sizeBytes > sizeBytes) return;
  }
}

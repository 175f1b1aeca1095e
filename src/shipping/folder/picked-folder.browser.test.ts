import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyRun, type LogCopier } from "../../../test/support/copy-log.ts";
import { createCutFiles } from "../../../test/support/cut-files.ts";
import { createGrowingLog } from "../../../test/support/growing-log.ts";
import { randomUuid } from "../../basics/uuid.ts";
import { seededRandom } from "../../basics/seeded-random.ts";
import { createLogCopies } from "../../log-copy/log-copies.ts";
import { openDirectoryFiles } from "./directory-files.ts";
import type { LogFolder } from "./log-folder.ts";
import { createPickedFolder } from "./picked-folder.ts";

const { signal } = new AbortController();
let name: string;
let directory: FileSystemDirectoryHandle;
beforeEach(async () => {
  name = randomUuid();
  directory = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
});
afterEach(async () => (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true }).catch(() => {}));

async function filesIn(place: FileSystemDirectoryHandle): Promise<Record<string, string>> {
  const entries = await Array.fromAsync(place.entries());
  const files = entries.filter(([one, { kind }]) => kind === "file" && one.startsWith("tts_"));
  const read = async ([one, handle]: [string, FileSystemHandle]) => {
    return [one, await (await (handle as FileSystemFileHandle).getFile()).text()];
  };
  return Object.fromEntries(await Promise.all(files.map(read))) as Record<string, string>;
}

/** The folder of a page that ends after some operations. */
function cutFolder(operations: number, profile: string, below: (limit: number) => number): LogFolder {
  const cut = createCutFiles(openDirectoryFiles(directory), (bytes: Blob) => {
    // A browser writes all of it or nothing.
    const part = bytes.slice(0, below(2) * bytes.size);
    return { bytes: part, sizeBytes: part.size };
  });
  cut.cutAfter(operations);
  const copies = createLogCopies(cut.files);
  return {
    heldFiles: () => copies.heldFiles(profile),
    async append(run, bytes) {
      const { isWritten, held } = await copies.append(run, bytes, bytes.size);
      return isWritten ? held : "elsewhere";
    },
  };
}

const run = {
  profile: "0f8fad5b",
  epoch: "e1",
  file: "tts_utility.log",
  generation: 0,
  fromByte: 0,
  oldestGeneration: 0,
};

describe("a chosen folder", () => {
  it.each([1, 2, 3])("equals the log of both profiles, wherever a page ended (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    const below = (limit: number) => Math.floor(random() * limit);
    const copiers = ["aaaaaaaa", "bbbbbbbb"].map((profile): LogCopier => {
      return { log: createGrowingLog(random), profile, random };
    });
    copiers[0]!.log.change();
    await copyRun(copiers[0]!, createPickedFolder(directory, copiers[0]!.profile));
    for (let start = 0; start < 25; start++) {
      const copier = copiers[below(2)]!;
      const folder = cutFolder(3 + below(80), copier.profile, below);
      for (let lives = true; lives;) {
        copier.log.change();
        await copyRun(copier, folder).catch((error: unknown) => {
          expect(String(error)).toContain("killed");
          lives = false;
        });
      }
    }
    for (const copier of copiers) while (await copyRun(copier, createPickedFolder(directory, copier.profile)));
    expect(await filesIn(directory)).toEqual(copiers[0]!.log.exported());
    const subfolder = await directory.getDirectoryHandle("profile-bbbbbbbb");
    expect(await filesIn(subfolder)).toEqual(copiers[1]!.log.exported());
  });

  it("says so, unchanged, where a run does not continue it", async () => {
    const folder = createPickedFolder(directory, run.profile);
    expect(await folder.append({ ...run, fromByte: 1 }, new Blob(["x"]), signal)).toBe("elsewhere");
    const held = await folder.append(run, new Blob(["one\n"]), signal);
    expect(held).toMatchObject({ epoch: "e1", files: { "tts_utility.log": [{ generation: 0, sizeBytes: 4 }] } });
    expect(await folder.append(run, new Blob(["one\n"]), signal)).toBe("elsewhere");
    expect(await filesIn(directory)).toEqual({
      "tts_utility.log": "one\n",
      "tts_errors.log": "",
      "tts_structured.jsonl": "",
    });
  });

  it("needs somebody when it holds what the console has not written, and when it is gone", async () => {
    const foreign = await directory.getFileHandle("tts_errors.log.1", { create: true });
    const writable = await foreign.createWritable();
    await writable.write("of the prototype\n");
    await writable.close();
    const folder = createPickedFolder(directory, run.profile);
    await expect(folder.heldFiles(signal)).rejects.toMatchObject({
      kind: "stopped",
      message: expect.stringContaining(`tts_errors.log.1 is in ${name} already`) as string,
    });
    expect(Object.keys(await filesIn(directory))).toEqual(["tts_errors.log.1"]);
    await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true });
    await expect(folder.append(run, new Blob(["one\n"]), signal)).rejects.toMatchObject({ kind: "stopped" });
  });

  it("is left to a companion that writes to it", async () => {
    await openDirectoryFiles(directory).writeText(".audiokit-console.lock", "4711 99\n");
    const folder = createPickedFolder(directory, run.profile);
    await expect(folder.append(run, new Blob(["one\n"]), signal)).rejects.toMatchObject({
      kind: "stopped",
      message: expect.stringContaining("(process 4711)") as string,
    });
    expect(await filesIn(directory)).toEqual({});
  });

  it("does not begin what its signal has dropped", async () => {
    const folder = createPickedFolder(directory, run.profile);
    await expect(folder.append(run, new Blob(["one\n"]), AbortSignal.abort())).rejects.toThrow();
    expect(await filesIn(directory)).toEqual({});
  });
});

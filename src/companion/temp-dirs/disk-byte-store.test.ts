import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createMemoryByteStore, readAll, type ByteStore } from "../../emulator/byte-store.ts";
import { openDiskByteStore } from "./disk-byte-store.ts";
import { ownerSocketName } from "./private-temp-dir.ts";

const key = "0f8fad5b-d9cb-469f-a165-70867728950e";

async function openDisk(): Promise<ByteStore> {
  const disk = await openDiskByteStore();
  onTestFinished(() => disk.close());
  return disk;
}

describe.each([
  ["memory", () => Promise.resolve(createMemoryByteStore())],
  ["disk", openDisk],
])("bytes in %s", (_, open) => {
  it("are read as they were appended, whole and in part", async () => {
    const bytes = await open();
    for (const part of [[1, 2, 3], [4], [5, 6]]) await bytes.append(key, Uint8Array.from(part));
    expect([...(await readAll(bytes, key, 6))]).toEqual([1, 2, 3, 4, 5, 6]);
    const part = [];
    for await (const piece of bytes.read(key, 2, 5)) part.push(...piece);
    expect(part).toEqual([3, 4, 5]);
    for await (const piece of bytes.read(key, 3, 3)) expect(piece).toHaveLength(0);
  });

  it("can be removed, also when there are none", async () => {
    const bytes = await open();
    await bytes.append(key, new Uint8Array(3));
    await bytes.remove(key);
    await bytes.remove(key);
    await bytes.append(key, Uint8Array.of(9));
    expect([...(await readAll(bytes, key, 1))]).toEqual([9]);
  });
});

describe("bytes on disk", () => {
  it("never leave their folder, and nothing is left when they are closed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "audiokit-test-"));
    vi.stubEnv("TMPDIR", folder);
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    });
    const disk = await openDiskByteStore();
    await expect(disk.append("../../etc/passwd", new Uint8Array(1))).rejects.toThrow(RangeError);
    await disk.append(key, new Uint8Array(1));
    const [own = "", ...others] = await readdir(folder);
    expect(others).toEqual([]);
    expect((await readdir(join(folder, own))).sort()).toEqual([key, ownerSocketName].sort());
    await disk.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it("are deleted by a program that ends without closing them", async () => {
    const program = `
      import { openDiskByteStore } from ${JSON.stringify(new URL("./disk-byte-store.ts", import.meta.url).href)};
      const disk = await openDiskByteStore();
      await disk.append("${key}", new Uint8Array(1));
      process.exit(3);`;
    const folder = await mkdtemp(join(tmpdir(), "audiokit-test-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const words = ["--input-type=module", "--eval", program];
    const child = spawn(process.execPath, words, { env: { ...process.env, TMPDIR: folder } });
    expect(await once(child, "close")).toEqual([3, null]);
    expect(await readdir(folder)).toEqual([]);
  });
});

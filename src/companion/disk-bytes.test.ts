import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMemoryBytes, readAll, type ByteStore } from "../emulator/byte-store.ts";
import { openDiskBytes } from "./disk-bytes.ts";

const key = "0f8fad5b-d9cb-469f-a165-70867728950e";

async function openDisk(): Promise<ByteStore> {
  const disk = await openDiskBytes();
  onTestFinished(() => disk.close());
  return disk;
}

describe.each([
  ["memory", () => Promise.resolve(createMemoryBytes())],
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
    const before = await readdir(tmpdir());
    const disk = await openDiskBytes();
    await expect(disk.append("../../etc/passwd", new Uint8Array(1))).rejects.toThrow(RangeError);
    await disk.append(key, new Uint8Array(1));
    await disk.close();
    const own = (await readdir(tmpdir())).filter((name) => /^audiokit-[^-]{6}$/.test(name) && !before.includes(name));
    expect(own).toEqual([]);
  });
});

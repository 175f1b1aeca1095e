import { describe, expect, it } from "vitest";
import type { ArchiveUsage } from "../local-archive/local-archive.ts";
import { sampleStorage, storageSamples, type StorageSample } from "./storage-use.ts";

const dayMs = 86_400_000;

function setup() {
  const at = { ms: 10 * dayMs };
  const held: { items: StorageSample[] } = { items: [] };
  const open = async () => ({ usage: async () => ({ bytes: 700 }) as ArchiveUsage });
  const deps = { open, estimate: async () => ({ usage: 9_000 }), nowMs: () => at.ms };
  return { at, held, deps };
}

describe("samples of what is stored", () => {
  it("are one of a day, newest first, of archive and browser", async () => {
    const { at, held, deps } = setup();
    for (const ms of [10, 10.5, 10.9, 12.1]) {
      at.ms = ms * dayMs;
      await sampleStorage(held, deps);
    }
    expect(held.items.map(({ atMs }) => atMs / dayMs)).toEqual([12.1, 10]);
    expect(held.items[0]).toEqual({ atMs: 12.1 * dayMs, archiveBytes: 700, usageBytes: 9_000 });
  });

  it("lack what does not answer, and are none where nothing does", async () => {
    const { held, deps } = setup();
    const fail = () => Promise.reject(new Error("refused"));
    await sampleStorage(held, { ...deps, open: fail, estimate: async () => ({}) });
    expect(held.items).toEqual([]);
    await sampleStorage(held, { ...deps, open: fail });
    expect(held.items).toEqual([{ atMs: 10 * dayMs, usageBytes: 9_000 }]);
  });

  it("are one of a day of several tabs", async () => {
    const { held, deps } = setup();
    await Promise.all([sampleStorage(held, deps), sampleStorage(held, deps)]);
    expect(held.items).toHaveLength(1);
  });

  it("leave out what is none", () => {
    const stored = JSON.stringify([{ atMs: 5, usageBytes: 3 }, { atMs: "5" }, { atMs: 5, archiveBytes: -1 }, null]);
    const storage = { getItem: () => stored } as unknown as Storage;
    expect(storageSamples(() => storage).items).toEqual([{ atMs: 5, usageBytes: 3 }]);
  });
});

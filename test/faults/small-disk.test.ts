import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reserveBytes } from "../../src/store/write/quota-guard.ts";
import { mountSmallDisk, type SmallDisk } from "../support/small-disk.ts";
import { startKillableBrowser } from "./killable-browser.ts";
import { inPage, openLogPage } from "./log-page.ts";

// A browser with its profile on a disk of 96 MB: it reports a quota of more than 500 MB, and fails at some 57 MB.

let disk: SmallDisk;

beforeAll(() => {
  disk = mountSmallDisk(96 * 1024 * 1024);
});
afterAll(() => disk.close());

describe("a log on a disk that is full", () => {
  it("keeps the newest events without a gap, reports what it evicted, and leaves space to the rest of the page", async () => {
    const { browser, kill } = await startKillableBrowser(disk.folder);
    try {
      const page = await openLogPage(await browser.contexts()[0]!.newPage());
      const { last, dropped, storage } = await inPage(page, "fill", 200_000);
      const { sessions, problems } = await inPage(page, "check");
      expect(storage).toBe("indexeddb");
      expect(problems).toEqual([]);
      const { first } = sessions["filling"]!;
      expect(sessions["filling"]).toEqual({ first, last, ordered: true, ended: false });
      expect(Object.keys(dropped)).toEqual(["evicted"]);
      // Every evicted line was reported; a few of them were gap events, which report earlier ones.
      const evictedGapEvents = dropped["evicted"]! - (first - 1);
      expect(evictedGapEvents).toBeGreaterThanOrEqual(0);
      expect(evictedGapEvents).toBeLessThan(50);
      expect(await inPage(page, "writeBeside", reserveBytes / 2)).toBe("kept");
    } finally {
      // Also after a failure: a running browser would keep the disk mounted.
      await kill();
    }
  });
});

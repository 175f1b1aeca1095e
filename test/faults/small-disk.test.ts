import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reserveBytes } from "../../src/store/write/quota-guard.ts";
import { mountSmallDisk, type SmallDisk } from "../support/small-disk.ts";
import { startKillableBrowser } from "./killable-browser.ts";
import { inPage, openLogPage, serveLogPage } from "./log-page.ts";

// A browser whose profile lies on a disk of 96 MB: it grants more than half a gigabyte, and refuses at some 57 MB.

let served: Awaited<ReturnType<typeof serveLogPage>>;
let disk: SmallDisk;

beforeAll(async () => {
  disk = mountSmallDisk(96 * 1024 * 1024);
  served = await serveLogPage();
});
afterAll(async () => {
  await served.close();
  disk.close();
});

describe("a log on a disk that is full", () => {
  it("keeps the newest events whole, says what it gave up, and leaves room to the rest of the page", async () => {
    const { browser, kill } = await startKillableBrowser(disk.folder);
    try {
      const page = await openLogPage(await browser.contexts()[0]!.newPage(), served.address);
      const { last, dropped, storage } = await inPage(page, "fill", 200_000);
      const { sessions, problems } = await inPage(page, "check");
      expect(storage).toBe("indexeddb");
      expect(problems).toEqual([]);
      const { first } = sessions["filling"]!;
      expect(sessions["filling"]).toEqual({ first, last, ordered: true, ended: false });
      expect(Object.keys(dropped)).toEqual(["evicted"]);
      // Every line that went was told of; a few of them told of earlier ones.
      const linesThatTold = dropped["evicted"]! - (first - 1);
      expect(linesThatTold).toBeGreaterThanOrEqual(0);
      expect(linesThatTold).toBeLessThan(50);
      expect(await inPage(page, "writeBeside", reserveBytes / 2)).toBe("kept");
    } finally {
      // Also after a failure: a browser that stays would hold the disk.
      await kill();
    }
  });
});

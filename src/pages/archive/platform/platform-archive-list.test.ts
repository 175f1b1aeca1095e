import { describe, expect, it } from "vitest";
import type { ArchivedRequest } from "../../../audiokit/platform-archive/archive-readers.ts";
import type { ArchiveQuery, PlatformArchive } from "../../../audiokit/platform-archive/platform-archive.ts";
import { PlatformShelf } from "./platform-archive-list.svelte.ts";

/** A shelf over an archive that has as many records as it is told, fifty a page. */
function setup(count: number) {
  const asked: ArchiveQuery[] = [];
  const archive: Pick<PlatformArchive, "list"> = {
    list(query) {
      asked.push(query);
      const { offset = 0, limit = 50 } = query;
      const length = Math.min(limit, Math.max(0, count - offset));
      const requests = Array.from({ length }, (_, index) => ({ requestId: `FR-${String(offset + index)}` }));
      return Promise.resolve({ requests: requests as ArchivedRequest[], hasMore: offset + length < count });
    },
  };
  return { asked, shelf: new PlatformShelf(() => archive as PlatformArchive) };
}

describe("PlatformShelf", () => {
  it("lists on what was listed, whatever the question is changed to meanwhile", async () => {
    const { asked, shelf } = setup(70);
    shelf.ask({ by: "session", id: "s-1" });
    await shelf.list();
    shelf.ask({ by: "trace", id: "t-9" });
    shelf.more();
    await expect.poll(() => shelf.requests.length).toBe(70);
    expect(asked.map(({ by, offset }) => ({ by, offset }))).toEqual([
      { by: { sessionId: "s-1" }, offset: 0 },
      { by: { sessionId: "s-1" }, offset: 50 },
    ]);
  });

  it("says that there is nothing of the question that was asked only", async () => {
    const { shelf } = setup(0);
    shelf.ask({ by: "trace", id: "nobody" });
    await shelf.list();
    expect(shelf.hasLoaded).toBe(true);
    shelf.ask({ by: "record" });
    expect(shelf.hasLoaded).toBe(false);
  });
});

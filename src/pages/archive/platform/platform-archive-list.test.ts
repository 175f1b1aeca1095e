import { describe, expect, it } from "vitest";
import type { ArchivedRequest } from "../../../audiokit/platform-archive/archive-readers.ts";
import type { ArchiveQuery, PlatformArchive } from "../../../audiokit/platform-archive/platform-archive.ts";
import { PlatformArchiveList } from "./platform-archive-list.svelte.ts";

/** A list over an archive that has as many records as it is told, fifty a page. */
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
  return { asked, list: new PlatformArchiveList(() => archive as PlatformArchive) };
}

describe("PlatformArchiveList", () => {
  it("lists on what was listed, whatever the question is changed to meanwhile", async () => {
    const { asked, list } = setup(70);
    list.ask({ by: "session", id: "s-1" });
    await list.list();
    list.ask({ by: "trace", id: "t-9" });
    list.more();
    await expect.poll(() => list.requests.length).toBe(70);
    expect(asked.map(({ by, offset }) => ({ by, offset }))).toEqual([
      { by: { sessionId: "s-1" }, offset: 0 },
      { by: { sessionId: "s-1" }, offset: 50 },
    ]);
  });

  it("says that there is nothing of the question that was asked only", async () => {
    const { list } = setup(0);
    list.ask({ by: "trace", id: "nobody" });
    await list.list();
    expect(list.hasLoaded).toBe(true);
    list.ask({ by: "record" });
    expect(list.hasLoaded).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { openExploredLog } from "../../../../test/support/open-explored-log.ts";
import type { ExploreReader, ExploreScope } from "../../explore.ts";
import type { PackedSource, SnapshotTaker } from "../log-snapshot.ts";
import { createExplorer } from "./explorer.ts";

const everything: ExploreScope = { view: "events", query: { is: "all" }, range: {}, hasOwnCalls: true };

describe("createExplorer", () => {
  it("stops reading lines when it is aborted", async () => {
    const { explorer } = await openExploredLog([...exploredLog(400)]);
    await explorer.explore({ ...everything, facets: [] });
    const leaving = new AbortController();
    const asking = explorer.explore({ ...everything, query: { is: "text", text: "x" }, facets: [] }, leaving.signal);
    leaving.abort();
    await expect(asking).rejects.toMatchObject({ name: "AbortError" });
  });

  it("stops between segments when sorting or counting texts that are only in the lines is aborted", async () => {
    const { snapshots } = await openExploredLog([...exploredLog(1000)]);
    const order = { order: { by: "request_id", isDescending: false }, at: { index: 0 }, limit: 3 };
    const questions = [
      (of: ExploreReader, signal: AbortSignal) => of.exploreRows(everything, order, signal),
      (of: ExploreReader, signal: AbortSignal) => of.fieldValues(everything, "request_id", { limit: 3 }, signal),
    ];
    for (const ask of questions) {
      const leaving = new AbortController();
      let reads = 0;
      let segments = 0;
      const takeLines: SnapshotTaker["takeLines"] = async () => {
        const snapshot = await snapshots.takeLines();
        segments = snapshot.segments.length;
        const counted = snapshot.segments.map((source): PackedSource => ({
          ...source,
          read: (...range) => {
            // The tail is read for its fields first.
            if (source.sealed && ++reads === 2) leaving.abort();
            return source.read(...range);
          },
        }));
        return { ...snapshot, segments: counted };
      };
      const asking = ask(createExplorer({ ...snapshots, takeLines }), leaving.signal);
      await expect(asking).rejects.toMatchObject({ name: "AbortError" });
      expect(reads).toBeLessThan(segments / 2);
    }
  });
});

import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { openExploredLog } from "../../../../test/support/open-explored-log.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import { defaultLogLimits } from "../../log-store.ts";
import { createMemoryStorage } from "../../storage/memory-storage.ts";
import { createLogEngine } from "../../worker/log-engine.ts";
import type { ExploreScope } from "../../explore.ts";

const everything: ExploreScope = { view: "events", query: { is: "all" }, range: {}, hasOwnCalls: true };

describe("a question about the list", () => {
  it("gives all rows between two, whichever comes first and whatever the order", async () => {
    const { explorer } = await openExploredLog([...exploredLog(400)]);
    for (const by of ["time", "duration_ms"]) {
      const order = { by, isDescending: true };
      const { rows } = await explorer.exploreRows(everything, { order, at: { index: 0 }, limit: 500 });
      const places = [{ position: rows[20]!.position }, { index: 350 }] as const;
      for (const [from, to] of [places, places.toReversed()] as (typeof places)[]) {
        const between = await explorer.rowsBetween(everything, { order, from, to });
        expect(between).toEqual({ total: 331, rows: rows.slice(20, 351) });
      }
    }
  });

  it("gives the 10,000 rows next to the first of two that are further apart", async () => {
    const events = Array.from({ length: 10_050 }, (_, at): LogEvent => {
      const timestamp = new Date(1.7e12 + at).toISOString();
      return { timestamp, level: "INFO", event: "note", message: "", session_id: "s", seq: at };
    });
    const engine = createLogEngine(createMemoryStorage(defaultLogLimits), () => undefined, {});
    engine.append({ writer: "w", batch: 1, events });
    await engine.flush();
    const order = { by: "time", isDescending: false };
    for (const [from, to, first] of [
      [20, 10_049, 20],
      [10_040, 0, 41],
    ] as const) {
      const { rows, total } = await engine.rowsBetween(everything, { order, from: { index: from }, to: { index: to } });
      expect([rows.length, total, rows[0]!.event.seq]).toEqual([10_000, Math.abs(from - to) + 1, first]);
    }
  });

  it("visits each row that fulfils a query once, in the order of the list, forward and back", async () => {
    const { explorer } = await openExploredLog([...exploredLog(400)]);
    const query = parseQuery("outcome:error").query;
    for (const view of ["calls", "events"] as const) {
      for (const [by, isDescending] of [
        ["duration_ms", true],
        ["service", false],
        ["time", true],
      ] as const) {
        const scope = { ...everything, view };
        const order = { by, isDescending };
        const { rows } = await explorer.exploreRows(scope, { order, at: { index: 0 }, limit: 500 });
        const inOrder = rows.filter(({ outcome }) => outcome === "error").map(({ position }) => position);
        const last = rows.at(-1)!.position;
        const visit = async (isForward: boolean, from?: { index: number } | { position: number }) => {
          const found: number[] = [];
          for (let at = from; found.length <= inOrder.length;) {
            const next = await explorer.nextRow(scope, { order, query, isForward, ...(at && { from: at }) });
            if (next === undefined || rows.every(({ position }) => position !== next)) break;
            found.push(next);
            at = { position: next };
          }
          return found;
        };
        expect(inOrder.length).toBeGreaterThan(5);
        expect(await visit(true)).toEqual(inOrder);
        expect(await visit(true, { index: -1 })).toEqual(inOrder);
        expect(await visit(false, { index: rows.length })).toEqual(inOrder.toReversed());
        expect(await visit(false, { position: last })).toEqual(inOrder.filter((at) => at !== last).toReversed());
      }
    }
  });
});

import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../../logging/log-event.ts";
import type { ExploreReader, ExploreRow, ExploreRows, ExploreScope, RowsAt, RowsPage } from "../../../store/explore.ts";
import { ExploredRows } from "./explored-rows.svelte.ts";

const scope: ExploreScope = { view: "events", query: { is: "all" }, range: {}, hasOwnCalls: false };

/** A log of so many rows, newest first, that counts what is asked. */
function setup(length: number) {
  const log = {
    length,
    asked: [] as RowsAt[],
    isBroken: false,
    /** So many rows were there when the answer to the first question was stored; none is stored. */
    earlier: undefined as number | undefined,
    /** A row that stands among older ones. */
    late: undefined as { index: number; position: number } | undefined,
  };
  const rowAt = (position: number): ExploreRow => {
    return { position, event: { message: String(position) } as LogEvent, lines: [position], timeMs: position * 1000 };
  };
  const read = ({ at, limit }: RowsPage, length: number): ExploreRows => {
    const place =
      "index" in at ? at.index : length - 1 - ("position" in at ? at.position : Math.round(at.timeMs / 1000));
    const wanted = "index" in at ? place : place - limit / 2;
    const from = Math.max(0, Math.min(wanted, length - limit));
    const end = Math.min(length, from + limit);
    const rows = Array.from({ length: end - from }, (_, offset) => rowAt(length - 1 - from - offset));
    const { late } = log;
    if (late) rows.splice(late.index - from, 0, rowAt(late.position));
    return { position: length, total: length + (late ? 1 : 0), from, rows };
  };
  const source: Pick<ExploreReader, "exploreRows"> = {
    exploreRows(_, page, signal) {
      log.asked.push(page.at);
      signal?.throwIfAborted();
      if (log.isBroken) return Promise.reject(new Error("broken"));
      const isEarlier = page.isOpening === true && log.earlier !== undefined;
      return Promise.resolve(isEarlier ? { ...read(page, log.earlier!), isEarlier } : read(page, log.length));
    },
  };
  const rows = new ExploredRows(source);
  const order = { by: "time", isDescending: true } as const;
  return { log, rows, show: (at?: RowsAt) => rows.show(() => ({ scope, order }), at) };
}

describe("ExploredRows", () => {
  it("reads the end of 300,000 rows without what is before it", async () => {
    const { log, rows, show } = setup(300_000);
    await show();
    expect(rows.total).toBe(300_000);
    rows.need(299_970, 300_000);
    await expect.poll(() => rows.at(299_999)?.position).toBe(0);
    expect(log.asked).toHaveLength(2);
    expect(rows.at(150_000)).toBeUndefined();
  });

  it("opens with rows of before, and shows the present ones next", async () => {
    const { log, rows, show } = setup(12);
    log.earlier = 10;
    await show();
    expect([rows.at(0)?.position, rows.total, rows.waiting]).toEqual([11, 12, 0]);
    expect(log.asked).toHaveLength(2);
    // Only the first question is an opening.
    log.length = 13;
    await rows.refresh();
    expect([rows.at(0)?.position, rows.total]).toEqual([12, 13]);
  });

  it("shows what is new at once while the first row is in view", async () => {
    const { log, rows, show } = setup(10);
    await show();
    log.length = 12;
    await rows.grew(false);
    expect([rows.at(0)?.position, rows.total, rows.waiting]).toEqual([11, 12, 0]);
  });

  it("leaves the rows where they are while the person reads further down, and counts what came in front", async () => {
    const { log, rows, show } = setup(2000);
    await show();
    rows.hold(true);
    log.length = 2005;
    await rows.grew(false);
    expect([rows.at(100)?.position, rows.total, rows.waiting]).toEqual([1899, 2000, 5]);
    rows.need(1900, 1950);
    await expect.poll(() => rows.at(1900)?.position).toBe(99);
    expect([rows.total, rows.waiting]).toEqual([2000, 5]);
    rows.hold(false);
    await expect.poll(() => rows.at(0)?.position).toBe(2004);
    expect([rows.total, rows.waiting]).toEqual([2005, 0]);
  });

  it("shows a call that came among those in view, as one that took long does when it ends", async () => {
    const { log, rows, show } = setup(2000);
    await show();
    rows.hold(true);
    rows.need(100, 140);
    log.length = 2003;
    log.late = { index: 110, position: 5000 };
    await rows.grew(false);
    expect([100, 106, 107, 108].map((index) => rows.at(index)?.position)).toEqual([1899, 1893, 5000, 1892]);
    expect([rows.total, rows.waiting]).toEqual([2001, 3]);
  });

  it("reads rows again that were rewritten, also while the person reads further down", async () => {
    const { log, rows, show } = setup(100);
    await show();
    rows.hold(true);
    log.length = 90;
    await rows.grew(true);
    expect([rows.at(0)?.position, rows.total]).toEqual([89, 90]);
  });

  it("finds the row of a position and the row nearest to a time", async () => {
    const { rows, show } = setup(5000);
    await show();
    expect(await rows.locate({ position: 1000 })).toBe(3999);
    expect(await rows.locate({ timeMs: 2_000_300 })).toBe(2999);
    expect(rows.at(2999)?.position).toBe(2000);
  });

  it("keeps the rows that it has when a reading fails, and says so", async () => {
    const { log, rows, show } = setup(10);
    await show();
    log.isBroken = true;
    await rows.refresh();
    expect([rows.at(0)?.position, String(rows.failure)]).toEqual([9, "Error: broken"]);
    log.isBroken = false;
    await rows.refresh();
    expect(rows.failure).toBeUndefined();
  });
});

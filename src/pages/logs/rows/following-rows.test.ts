import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../../logging/log-event.ts";
import type { ExploreReader, ExploreRow } from "../../../store/explore.ts";
import { ExploredRows } from "./explored-rows.svelte.ts";

/** A log with a row each second from 0 on, of which the last so many seconds are shown. */
function setup({ isDescending, lastS = Infinity }: { isDescending: boolean; lastS?: number }) {
  const log = { seconds: 0, reads: 0 };
  const source: Pick<ExploreReader, "exploreRows"> = {
    exploreRows({ range }, { at, limit }) {
      log.reads++;
      const first = Math.max(0, (range.fromMs ?? 0) / 1000);
      const seconds = Array.from({ length: log.seconds - first }, (_, offset) => first + offset);
      if (isDescending) seconds.reverse();
      const index = "index" in at ? at.index : seconds.indexOf("position" in at ? at.position : NaN) - limit / 2;
      const from = Math.max(0, Math.min(index, seconds.length - limit));
      const rows = seconds.slice(from, from + limit).map((second): ExploreRow => {
        return { position: second, event: {} as LogEvent, lines: [second], timeMs: second * 1000 };
      });
      return Promise.resolve({ position: log.seconds, total: seconds.length, from, rows });
    },
  };
  const rows = new ExploredRows(source);
  const question = () => ({
    scope: {
      view: "events" as const,
      query: { is: "all" as const },
      range: Number.isFinite(lastS) ? { fromMs: (log.seconds - lastS) * 1000 } : {},
      hasOwnCalls: false,
    },
    order: { by: "time", isDescending },
  });
  const growBy = async (seconds: number): Promise<void> => {
    log.seconds += seconds;
    await rows.grew(false);
  };
  return { log, rows, growBy, show: () => rows.show(question) };
}

const shown = (rows: ExploredRows, ...indexes: number[]) => indexes.map((index) => rows.at(index)?.position);

describe("ExploredRows of a log that grows", () => {
  it("oldest first has the new rows at the end as they come, while that is in view", async () => {
    const { log, rows, growBy, show } = setup({ isDescending: false });
    log.seconds = 1000;
    await show();
    expect([rows.growsAtEnd, rows.isHeld, shown(rows, 0)]).toEqual([true, true, [0]]);
    rows.hold(false);
    rows.need(960, 1000);
    await growBy(250);
    expect([rows.total, rows.waiting, shown(rows, 1000, 1249)]).toEqual([1250, 0, [1000, 1249]]);
  });

  it("oldest first counts what came at the end since that was left, and has it there when it is in view again", async () => {
    const { log, rows, growBy, show } = setup({ isDescending: false });
    log.seconds = 1000;
    await show();
    await growBy(3);
    expect([rows.total, rows.waiting, shown(rows, 0)]).toEqual([1003, 3, [0]]);
    rows.hold(false);
    await expect.poll(() => shown(rows, 1002)).toEqual([1002]);
    expect(rows.waiting).toBe(0);
    rows.hold(true);
    await growBy(7);
    expect([rows.total, rows.waiting]).toEqual([1010, 7]);
  });

  it.each([true, false])("keeps rows that a relative range left meanwhile, newest first %s", async (isDescending) => {
    const { log, rows, growBy, show } = setup({ isDescending, lastS: 600 });
    log.seconds = 10_000;
    await show();
    rows.hold(true);
    rows.need(100, 140);
    await expect.poll(() => rows.at(139)).toBeDefined();
    const before = shown(rows, 100, 139);
    for (let second = 0; second < 50; second++) await growBy(10);
    expect([rows.waiting, shown(rows, 100, 139)]).toEqual([500, before]);
    rows.need(560, 600);
    await expect.poll(() => shown(rows, 599)).toEqual([isDescending ? 9400 : 9999]);
    rows.hold(false);
    await expect.poll(() => rows.total).toBe(600);
    expect([rows.waiting, shown(rows, isDescending ? 0 : 599)]).toEqual([0, [10_499]]);
  });

  it("stops reading where rows that it counted are not in the log any more", async () => {
    const { log, rows, show } = setup({ isDescending: true });
    log.seconds = 1000;
    await show();
    rows.hold(true);
    log.seconds = 900;
    rows.need(960, 1000);
    await expect.poll(() => rows.total).toBe(900);
    const { reads } = log;
    // A further reading would be answered at once.
    for (let turn = 0; turn < 100; turn++) await Promise.resolve();
    expect(log.reads).toBe(reads);
  });
});

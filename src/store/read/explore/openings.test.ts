import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { openExploredLog } from "../../../../test/support/open-explored-log.ts";
import type { ExploreRequest, RowsPage } from "../../explore.ts";
import { defaultLogLimits } from "../../log-store.ts";
import { createExplorer } from "./explorer.ts";
import { createOpenings } from "./openings.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const request: ExploreRequest = {
  ...{
    view: "calls",
    query: { is: "all" },
    range: {},
    hasOwnCalls: false,
    facets: ["service", "outcome", "duration_ms"],
  },
  chart: { bins: 9, by: "outcome" },
};
const page: RowsPage = { order: { by: "time", isDescending: true }, at: { index: 0 }, limit: 5 };
const opening = { ...request, isOpening: true };
const events = [...exploredLog(900)];

async function setup(limits = defaultLogLimits) {
  const log = await openExploredLog(events.slice(0, 600), limits);
  let reads = 0;
  /** Explorers of further workers, which count how often they read the log. */
  const open = () => {
    const { takeLines } = log.snapshots;
    const snapshots = {
      ...log.snapshots,
      takeLines: (...given: Parameters<typeof takeLines>) => (reads++, takeLines(...given)),
    };
    return createExplorer(snapshots, { openings: createOpenings(log.storage) });
  };
  const rest = () => vi.advanceTimersByTimeAsync(10_000);
  /** A page that opens the log and looks at it for a while. */
  const look = async () => {
    const explorer = open();
    const answer = await explorer.explore(opening);
    const rows = await explorer.exploreRows(request, { ...page, isOpening: true });
    await rest();
    return { answer, rows, explorer };
  };
  const readsIn = async (work: () => Promise<unknown>) => {
    const before = reads;
    await work();
    return reads - before;
  };
  return { ...log, open, look, rest, readsIn };
}

describe("what a page opens with", () => {
  it("is answered as before by the next worker, without the log", async () => {
    const { look, open, readsIn } = await setup();
    const first = await look();
    expect(first.answer.total).toBeGreaterThan(0);
    const next = open();
    expect(
      await readsIn(async () => {
        expect(await next.explore(opening)).toEqual(first.answer);
        expect(await next.exploreRows(request, { ...page, isOpening: true })).toEqual(first.rows);
      }),
    ).toBe(0);
    // Every other question reads the log.
    expect(await readsIn(() => next.exploreRows(request, page))).toBe(1);
    expect(await next.explore(request)).toEqual(first.answer);
  });

  it("says that it is earlier where the log has grown, and is of now for whoever asks again", async () => {
    const { look, open, append, anew, rest } = await setup();
    const { answer, rows } = await look();
    await append(events.slice(600, 700));
    const next = open();
    expect(await next.explore(opening)).toEqual({ ...answer, isEarlier: true });
    expect(await next.exploreRows(request, { ...page, isOpening: true })).toEqual({ ...rows, isEarlier: true });
    const now = await anew().explore({ ...request, facets: [] });
    const again = await next.explore(request);
    expect(again).toMatchObject({ position: now.position, total: now.total });
    expect(again).not.toHaveProperty("isEarlier");
    await rest();
    // The present answer was stored in its place.
    expect(await open().explore(opening)).toEqual(again);
  });

  it("is not answered from another log: cleared, rotated or without a value", async () => {
    const cleared = await setup();
    await cleared.look();
    await cleared.engine.clear({ timestamp: "2026-11-30T00:00:00.000Z", session_id: "s", seq: 1 });
    expect(await cleared.storage.read((transaction) => transaction.countOpenings())).toBe(0);
    expect(await cleared.readsIn(() => cleared.open().explore(opening))).toBe(1);

    const small = { ...defaultLogLimits, "tts_structured.jsonl": { maxBytes: 60_000, backups: 1 } };
    const rotated = await setup(small);
    await rotated.look();
    await rotated.append(events.slice(600));
    expect(await rotated.storage.read((transaction) => transaction.countOpenings())).toBe(0);
  });

  it("is not stored where the log became another one meanwhile", async () => {
    const { open, engine, storage, rest } = await setup();
    await open().explore(opening);
    await engine.clear({ timestamp: "2026-11-30T00:00:00.000Z", session_id: "s", seq: 1 });
    await rest();
    expect(await storage.read((transaction) => transaction.countOpenings())).toBe(0);
  });

  it("is stored of few questions, and of none that is not an opening", async () => {
    const { open, storage, rest } = await setup();
    const count = () => storage.read((transaction) => transaction.countOpenings());
    const later = open();
    await later.explore(request);
    await rest();
    expect(await count()).toBe(0);
    for (let worker = 0; worker < 12; worker++) {
      const explorer = open();
      for (const bins of [1, 2, 3])
        await explorer.explore({ ...opening, chart: { bins: bins + worker * 3, by: "level" } });
      await rest();
      expect(await count()).toBeLessThanOrEqual(8);
    }
    expect(await count()).toBeGreaterThan(0);
  });
});

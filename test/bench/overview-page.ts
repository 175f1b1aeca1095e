import type { LogStore } from "../../src/store/log-store.ts";
import { open, peer, timed } from "./page-store.ts";
import { makeEvents } from "./short-events.ts";

// The part of the bench page that asks for an overview; overview.bench.ts decides the order and compares.

/** The whole log, as the page asks when it opens. */
const scope = { range: {}, hasOwnCalls: false };
const ask = (log: LogStore) => log.overview(scope);

/** Methods of the bench page. */
export const overviewBench = {
  /** All answers in a new worker, and again. */
  async overviewOurs(warm: number) {
    const log = open("bench-read");
    // The worker runs and the database is open, but nothing is read yet: the first question is cold.
    await log.parts();
    const cold = await timed(() => ask(log));
    const warmMs: number[] = [];
    for (let round = 0; round < warm; round++) warmMs.push(await timed(() => ask(log)));
    const { bins, all } = await ask(log);
    await log.close();
    return { cold, warm: warmMs, bins, p95Ms: all.total.p95Ms };
  },
  async overviewDexie(bins: { startMs: number; stepMs: number }) {
    const { ms, answer } = await peer("dexieOverview", bins);
    return { ms, p95Ms: (answer as { all: { p95Ms: number } }).all.p95Ms };
  },

  /** Appends one event at a time, and waits until the answers count it. */
  async overviewLive(name: string, count: number) {
    const log = open(name);
    const events = makeEvents(count + 10, 99);
    let { position } = await ask(log);
    const waits: number[] = [];
    for (const event of events) {
      const wait = await timed(async () => {
        log.append(event);
        await log.flush();
        const answer = await ask(log);
        if (answer.position !== ++position) throw new Error("the event is not counted");
      });
      waits.push(wait);
    }
    await log.close();
    return waits.slice(10);
  },
};

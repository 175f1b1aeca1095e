import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { defaultLogLimits } from "../log-store.ts";
import { firstStoredLine } from "../storage/log-state.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createLogEngine } from "../worker/log-engine.ts";
import { tallyLog } from "./tally-log.ts";

const hour = 3_600_000;
const startMs = Date.UTC(2026, 10, 24, 9);
const scope = { range: {}, hasOwnCalls: false };

function makeEvents(count: number, seed: number, atMs: number): LogEvent[] {
  return [...generateEvents(count, seed, atMs)]
    .filter(({ level }) => level !== "DEBUG")
    .map((event, index) => ({ ...event, initiator: index % 40 === 0 ? "console" : "user" }));
}

/** A log of at least twenty segments. */
async function fill(limits = defaultLogLimits) {
  const storage = createMemoryStorage(limits);
  const open = () => createLogEngine(storage, () => undefined, { sealAtBytes: 20_000 });
  const engine = open();
  let batch = 0;
  const append = async (events: LogEvent[]) => {
    for (let at = 0; at < events.length; at += 37) {
      engine.append({ writer: "w", batch: ++batch, events: events.slice(at, at + 37) });
      await engine.flush();
    }
  };
  await append(makeEvents(1_500, 1, startMs));
  const tally = () => storage.read((transaction) => transaction.readTally());
  /** What a new worker answers, with the tally and without it. */
  const answers = async () => {
    const withTally = await open().overview(scope);
    const kept = await tally();
    await storage.write((transaction) => transaction.writeTally(undefined));
    const without = await open().overview(scope);
    await storage.write((transaction) => transaction.writeTally(kept));
    return [withTally, without];
  };
  return { storage, engine, open, append, tally, answers };
}

describe("tallyLog", () => {
  it("counts all but the newest segment, and an overview is the same as without it", async () => {
    const { storage, open, tally, answers } = await fill();
    await tallyLog(storage);
    const kept = await tally();
    expect(kept?.ownCalls).toBeGreaterThan(0);
    expect(kept?.nextPosition).toBeGreaterThan(1_000);
    const [withTally, without] = await answers();
    expect(withTally).toEqual(without);
    // It is what a new worker reads.
    await storage.write((transaction) => transaction.writeTally({ ...kept!, ownCalls: kept!.ownCalls + 1_000 }));
    const { ownCalls } = await open().overview(scope);
    expect(ownCalls).toBe(without!.ownCalls + 1_000);
  });

  it("leaves an overview the same after more events, in the same worker and in another", async () => {
    const { storage, open, append, answers } = await fill();
    await tallyLog(storage);
    const asked = open();
    await asked.overview(scope);
    await append(makeEvents(200, 2, startMs + hour));
    const [withTally, without] = await answers();
    expect(withTally).toEqual(without);
    expect(await asked.overview(scope)).toEqual(without);
  });

  it("is not used where the log has become too long for its bins, and is then made anew", async () => {
    const { storage, append, tally, answers } = await fill();
    await tallyLog(storage);
    const before = await tally();
    await append(makeEvents(1_500, 3, startMs + 90 * hour));
    const [withTally, without] = await answers();
    expect(withTally).toEqual(without);
    await tallyLog(storage);
    expect((await tally())!.calls.stepMs).toBeGreaterThan(before!.calls.stepMs);
    const [again, andWithout] = await answers();
    expect(again).toEqual(andWithout);
  });

  it("does not answer for other questions", async () => {
    const { storage, open } = await fill();
    const ofMinutes = { range: { fromMs: startMs, toMs: startMs + 60_000 }, hasOwnCalls: false };
    const questions = [{ range: {}, hasOwnCalls: true }, ofMinutes];
    const before = await Promise.all(questions.map((one) => open().overview(one)));
    await tallyLog(storage);
    expect(await Promise.all(questions.map((one) => open().overview(one)))).toEqual(before);
  });

  it("counts once for a question during which another one is answered", async () => {
    const { storage, answers } = await fill();
    await tallyLog(storage);
    const [, without] = await answers();
    for (const hasOwnCalls of [true, false]) {
      let release = (): void => undefined;
      const gate = new Promise<void>((resolve) => (release = resolve));
      let reads = 0;
      /** The first question has its sealed segments, and waits. */
      const held: LogStorage = {
        ...storage,
        async read(body) {
          const isFirst = reads++ === 0;
          const found = await storage.read(body);
          if (isFirst) await gate;
          return found;
        },
      };
      const worker = createLogEngine(held, () => undefined);
      const first = worker.overview(scope);
      await worker.overview({ range: {}, hasOwnCalls });
      release();
      expect(await first).toEqual(without);
      expect(await worker.overview(scope)).toEqual(without);
    }
  });

  it("is of no use to a log that a tab of an earlier version rotated, which leaves it in place", async () => {
    const limits = { ...defaultLogLimits, "tts_structured.jsonl": { maxBytes: 600_000, backups: 1 } };
    const { storage, append, tally, answers } = await fill(limits);
    await tallyLog(storage);
    const before = await tally();
    expect(before).toBeDefined();
    const first = () =>
      storage.read(async (of) => firstStoredLine((await of.readState()).files["tts_structured.jsonl"]));
    const began = await first();
    for (let seed = 2; (await first()) === began; seed++) await append(makeEvents(200, seed, startMs));
    expect(await tally()).toBeUndefined();
    await storage.write((transaction) => transaction.writeTally(before));
    const [withTally, without] = await answers();
    expect(withTally).toEqual(without);
    await tallyLog(storage);
    expect((await tally())?.firstPosition).toBe(await first());
  });

  it("goes with the lines that it counts", async () => {
    const { storage, engine, tally } = await fill();
    await tallyLog(storage);
    await engine.clear({ timestamp: new Date(startMs).toISOString(), session_id: "s", seq: 1 });
    expect(await tally()).toBeUndefined();
    await tallyLog(storage);
    expect(await tally()).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { countCalls } from "../../analytics/count-calls.ts";
import { summarize } from "../../analytics/summary.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { openColumns, packColumns } from "../columns/columns.ts";
import { joinColumns } from "../columns/join-columns.ts";
import { createRecordPacker } from "../columns/packed-record.ts";
import { openRollups } from "../columns/packed-rollups.ts";
import { createLogEngine } from "../worker/log-engine.ts";
import { defaultLogLimits, type LogLimits } from "../log-store.ts";
import type { LogStorage, StorageTransaction } from "../storage/log-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";

/** An engine that seals every 40 events or so; the newest events are not sealed. */
async function setup(
  events: LogEvent[],
  limits: LogLimits = defaultLogLimits,
  sealAs = (storage: LogStorage) => storage,
) {
  const engine = createLogEngine(sealAs(createMemoryStorage(limits)), () => undefined, { sealAtBytes: 16_000 });
  for (let at = 0, batch = 1; at < events.length; at += 11, batch++) {
    engine.append({ writer: "w", batch, events: events.slice(at, at + 11) });
    await engine.flush();
  }
  return engine;
}

/** A storage into which an earlier version seals: ten columns without who caused an event, and rollups of all events together. */
function ofEarlierVersion(storage: LogStorage): LogStorage {
  const older = (transaction: StorageTransaction): StorageTransaction => ({
    ...transaction,
    addColumns: (position, packed) => transaction.addColumns(position, packColumns(withoutInitiator(packed))),
    addRollups: (position, packed) => {
      const { others } = openRollups(packed).rollups;
      const span = [others.firstMs, others.lastMs];
      const head = {
        firstPosition: position,
        events: 0,
        timeless: 0,
        span,
        operations: [],
        minutes: [],
        errorTypes: [],
      };
      return transaction.addRollups(position, createRecordPacker().pack(head));
    },
  });
  return { ...storage, write: (body, onSent) => storage.write((transaction) => body(older(transaction)), onSent) };
}

function withoutInitiator(packed: Uint8Array): EventColumns {
  const { initiator, ...columns } = joinColumns(openColumns(packed).firstPosition, [openColumns(packed)]);
  expect(initiator).toBeDefined();
  return columns;
}

const events = [...generateEvents(700)].map((event): LogEvent => ({
  ...event,
  initiator: event.service === "Models" ? "console" : "user",
}));
const times = events.map(({ timestamp }) => Date.parse(timestamp));

describe("summarize over rollups of segments", () => {
  it("equals counting every column, for any time range", async () => {
    // A clock that was set back, and a time that cannot be parsed: it is in no range, but counted without one.
    const odd = [
      { ...events[3]!, timestamp: "2020-01-01T00:00:00.000Z" },
      { ...events[5]!, timestamp: "some time" },
    ];
    const engine = await setup([...events.slice(0, 300), ...odd, ...events.slice(300)]);
    const columns = (await engine.columns({})).map(openColumns);
    expect(columns.length).toBeGreaterThan(10);
    const moment = fc.option(fc.oneof(fc.constantFrom(...times), fc.integer({ min: 0, max: times.at(-1)! })), {
      nil: undefined,
    });
    await fc.assert(
      fc.asyncProperty(moment, moment, async (fromMs, toMs) => {
        const range = { ...(fromMs !== undefined && { fromMs }), ...(toMs !== undefined && { toMs }) };
        expect(await engine.summarize(range)).toEqual(summarize(columns.map((block) => countCalls(block, range))));
      }),
    );
    expect((await engine.summarize({})).events).toBe(events.filter(({ level }) => level !== "DEBUG").length + 2);
  });

  it("counts the console's own calls, or not, also in segments that an earlier version sealed", async () => {
    const older = await setup(events, defaultLogLimits, ofEarlierVersion);
    const present = await setup(events);
    const middle = { fromMs: times[150]!, toMs: times[500]! };
    for (const range of [{}, middle, {}])
      for (const hasOwnCalls of [true, false]) {
        const summary = await present.summarize({ ...range, hasOwnCalls });
        expect(await older.summarize({ ...range, hasOwnCalls })).toEqual(summary);
        expect(summary.services.some(({ service }) => service === "Models")).toBe(hasOwnCalls);
        expect(summary.own.calls).toBeGreaterThan(20);
      }
  });

  it("leaves out what rotated out", async () => {
    const structured = { maxBytes: 60_000, backups: 1 };
    const engine = await setup(events, { ...defaultLogLimits, "tts_structured.jsonl": structured });
    await engine.summarize({});
    engine.append({ writer: "w", batch: 1_000, events });
    await engine.flush();
    const stored = (await engine.parts()).filter(({ file }) => file === "tts_structured.jsonl");
    expect((await engine.summarize({})).events).toBe(stored.reduce((sum, { lines }) => sum + lines, 0));
  });
});

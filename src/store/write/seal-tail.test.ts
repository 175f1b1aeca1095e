import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { defaultLogLimits } from "../log-store.ts";
import { createTail } from "../storage/log-tail.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createLogEngine } from "../worker/log-engine.ts";
import { createTailSealer } from "./seal-tail.ts";

const events = [...exploredLog(1_500)];
const scope = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: true } as const;

function setup() {
  const storage = createMemoryStorage(defaultLogLimits);
  const engine = createLogEngine(storage, () => undefined);
  let batch = 0;
  const append = async (some: LogEvent[]) => {
    engine.append({ writer: "w", batch: ++batch, events: some });
    await engine.flush();
  };
  const stateOf = () => storage.read((transaction) => transaction.readState());
  const structured = async () => (await engine.exportPart("tts_structured.jsonl", 0)).text();
  return { storage, engine, append, stateOf, structured, look: createTailSealer(storage, createTail()) };
}

describe("createTailSealer", () => {
  it("seals a tail to which nothing was added since the last look, and everything stays", async () => {
    const { storage, engine, append, stateOf, structured, look } = setup();
    await append(events);
    const before = await structured();
    const { position, total } = await engine.explore({ ...scope, facets: [] });
    expect([await look(), await look()]).toEqual(["busy", "sealed"]);
    const state = await stateOf();
    expect([state.unsealedBytes, state.sealedThrough]).toEqual([0, state.lastRow]);
    expect(await structured()).toBe(before);
    for (const one of [engine, createLogEngine(storage, () => undefined)])
      expect(await one.explore({ ...scope, facets: [] })).toMatchObject({ position, total });
    // Lines that come afterwards follow on.
    await append(events.slice(0, 10));
    expect((await structured()).startsWith(before)).toBe(true);
    expect((await engine.explore({ ...scope, facets: [] })).position).toBe(position + 10);
  });

  it("waits while lines come, and leaves a small tail", async () => {
    const { append, stateOf, look } = setup();
    await append(events.slice(0, 100));
    expect([await look(), await look()]).toEqual(["left", "left"]);
    await append(events);
    expect(await look()).toBe("busy");
    await append(events.slice(0, 10));
    expect(await look()).toBe("busy");
    expect((await stateOf()).unsealedBytes).toBeGreaterThan(0);
    expect(await look()).toBe("sealed");
    expect(await look()).toBe("left");
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { createLogEngine } from "../worker/log-engine.ts";
import { defaultLogLimits } from "../log-store.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";

afterEach(() => void vi.restoreAllMocks());

/** A log of many sealed segments. */
async function setup() {
  const engine = createLogEngine(createMemoryStorage(defaultLogLimits), () => undefined, { sealAtBytes: 16_000 });
  const events = [...generateEvents(700)];
  for (let at = 0, batch = 1; at < events.length; at += 50, batch++) {
    engine.append({ writer: "w", batch, events: events.slice(at, at + 50) });
    await engine.flush();
  }
  return { engine, reads: vi.spyOn(Blob.prototype, "arrayBuffer") };
}

describe("readAhead", () => {
  it("leaves nothing to read for a search, which finds the same", async () => {
    const { engine: cold } = await setup();
    const expected = await cold.query({ substring: "булок" }, { limit: 1000 });
    vi.restoreAllMocks();
    const { engine, reads } = await setup();
    await engine.readAhead(new AbortController().signal);
    const ahead = reads.mock.calls.length;
    expect(ahead).toBeGreaterThan(5);
    expect(await engine.query({ substring: "булок" }, { limit: 1000 })).toEqual(expected);
    expect(reads.mock.calls.length).toBe(ahead);
  });

  it("stops at the segment that it reads when it is aborted", async () => {
    const { engine, reads } = await setup();
    const leaving = new AbortController();
    const reading = engine.readAhead(leaving.signal);
    while (reads.mock.calls.length === 0) await Promise.resolve();
    leaving.abort();
    await expect(reading).rejects.toMatchObject({ name: "AbortError" });
    expect(reads.mock.calls.length).toBe(1);
  });
});

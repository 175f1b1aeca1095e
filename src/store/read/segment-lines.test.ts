import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { defaultLogLimits } from "../log-store.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createTail } from "../storage/log-tail.ts";
import { createLogEngine } from "../worker/log-engine.ts";
import { createSnapshotTaker } from "./log-snapshot.ts";

/** A log of one part and one backup, of which snapshots are taken. */
async function setup() {
  const structured = { maxBytes: 60_000, backups: 1 };
  const storage = createMemoryStorage({ ...defaultLogLimits, "tts_structured.jsonl": structured });
  const engine = createLogEngine(storage, () => undefined, { sealAtBytes: 16_000 });
  let batch = 1;
  const append = async (count: number) => {
    for (const event of generateEvents(count)) {
      engine.append({ writer: "w", batch: batch++, events: [event] });
      await engine.flush();
    }
  };
  await append(200);
  return { engine, append, snapshots: createSnapshotTaker(storage, createTail()) };
}

describe("the lines of a snapshot without Blobs", () => {
  it("are those of the segment, whole or in part", async () => {
    const { snapshots } = await setup();
    const { segments } = await snapshots.takeLines();
    const whole = (await snapshots.take()).segments.reverse();
    expect(segments.length).toBeGreaterThan(2);
    expect(segments.map(({ length }) => length)).toEqual(whole.map(({ columns }) => columns.length));
    for (const [at, { read }] of segments.entries()) {
      const bytes = await whole[at]!.read();
      expect(await read(10, 50)).toEqual(bytes.slice(10, 50));
      expect(await read()).toEqual(bytes);
    }
  });

  it("are gone once they rotated out", async () => {
    const { snapshots, append } = await setup();
    const [oldest] = (await snapshots.takeLines()).segments;
    await append(600);
    await expect(oldest!.read()).rejects.toMatchObject({ name: "LinesGoneError" });
  });

  it("are gone once the log was cleared", async () => {
    const { snapshots, engine } = await setup();
    const [oldest] = (await snapshots.takeLines()).segments;
    await engine.clear({ timestamp: new Date(0).toISOString(), session_id: "s", seq: 1 });
    await expect(oldest!.read()).rejects.toMatchObject({ name: "LinesGoneError" });
  });
});

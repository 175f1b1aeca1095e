import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { shippedLog } from "../../../test/support/shipped-log.ts";

const origin = { timestamp: "2026-01-05T09:00:00.000Z", session_id: "s", seq: 1 };

describe("a log that is read by position", () => {
  it("gives every line once, in order, and says where it ends", async () => {
    const { write, positions, lines } = shippedLog();
    for (let seed = 1; seed <= 20; seed++) await write([...generateEvents(20, seed)]);
    const all = await lines();
    const { epoch, firstPosition, nextPosition } = await positions.position();
    const read: string[] = [];
    for (let at = firstPosition; ;) {
      const found = (await positions.linesFrom(epoch, at))!;
      if (found.lines.length === 0) break;
      expect(found.position).toBe(at);
      read.push(...found.lines);
      at += found.lines.length;
    }
    expect(read).toEqual(all);
    expect(read).toHaveLength(nextPosition - firstPosition);
  });

  it("begins inside of a segment, and with the oldest line where the wanted one has rotated out", async () => {
    const { write, positions, lines } = shippedLog();
    for (let seed = 1; seed <= 100; seed++) await write([...generateEvents(20, seed)]);
    const { epoch, firstPosition, nextPosition } = await positions.position();
    expect(firstPosition).toBeGreaterThan(0);
    const all = await lines();
    const inside = (await positions.linesFrom(epoch, nextPosition - 7))!;
    expect(inside.lines).toEqual(all.slice(-7));
    const oldest = (await positions.linesFrom(epoch, 0))!;
    expect(oldest.position).toBe(firstPosition);
    expect(oldest.lines[0]).toBe(all[0]);
  });

  it("gives the bytes of each generation as its export has them, from any byte", async () => {
    const { write, positions, engine } = shippedLog();
    for (let seed = 1; seed <= 60; seed++) await write([...generateEvents(20, seed)]);
    const { epoch, files } = await positions.position();
    const structured = files["tts_structured.jsonl"];
    expect(structured.length).toBeGreaterThan(2);
    for (const [index, { generation, sizeBytes }] of structured.entries()) {
      const exported = await engine.exportPart("tts_structured.jsonl", structured.length - 1 - index);
      const place = { epoch, file: "tts_structured.jsonl", generation, fromByte: 1_000 } as const;
      const bytes = (await positions.bytesAt(place, 50_000))!;
      expect(exported.size).toBe(sizeBytes);
      expect(await bytes.text()).toBe(await exported.slice(1_000, 51_000).text());
    }
  });

  it("has other lines after it was cleared", async () => {
    const { write, positions, engine } = shippedLog();
    await write([...generateEvents(20)]);
    const { epoch, nextPosition } = await positions.position();
    await engine.clear(origin);
    expect(await positions.linesFrom(epoch, 0)).toBeUndefined();
    expect(await positions.bytesAt({ epoch, file: "tts_utility.log", generation: 0, fromByte: 0 }, 10)).toBeUndefined();
    const after = await positions.position();
    expect(after.epoch).not.toBe(epoch);
    // Positions go on, so that nothing is sent twice.
    expect(after.firstPosition).toBe(nextPosition);
  });
});

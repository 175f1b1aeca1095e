import { afterEach, describe, expect, it } from "vitest";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import { defaultLogLimits } from "../log-store.ts";
import { createLogEngine, type LogEngine } from "../worker/log-engine.ts";
import { groupColumns, segmentsOfGroup } from "../write/column-groups.ts";
import { openIndexedDbStorage } from "./indexeddb-storage.ts";

afterEach(async () => {
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

const settings = { limits: defaultLogLimits, durability: "relaxed" } as const;
const facets = ["level", "service", "request_data.voice_name", "duration_ms"];

async function answers(engine: LogEngine) {
  const scope = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: false } as const;
  const { firstMs = 0, lastMs = 0 } = await engine.stats();
  const later = { fromMs: (firstMs + lastMs) / 2 };
  return [
    await engine.explore({ ...scope, facets, chart: { bins: 9, by: "service" } }),
    await engine.query({ levels: ["ERROR"] }, { limit: 20 }),
    await engine.summarize(later),
  ];
}

describe("joined columns in IndexedDB", () => {
  it("are one Blob, and a new worker answers from it as from single ones", async () => {
    const storage = await openIndexedDbStorage("joined", settings);
    const engine = createLogEngine(storage, () => undefined, { sealAtBytes: 200_000 });
    const events = [...generateCalls(6_000)];
    for (let batch = 1; batch <= 60; batch++) {
      engine.append({ writer: "w", batch, events: events.slice((batch - 1) * 100, batch * 100) });
      await engine.flush();
    }
    const expected = await answers(engine);
    expect(await groupColumns(storage)).toBe(true);
    const { columns, segments } = await storage.read((transaction) => transaction.columnPositions());
    expect(columns.length).toBe(segments.length - segmentsOfGroup + 1);
    const [first] = await storage.read((transaction) => transaction.columnsFrom(0));
    expect([first!.position, first!.packed]).toEqual([segments[segmentsOfGroup - 1], expect.any(Blob)]);
    engine.close();

    const later = createLogEngine(await openIndexedDbStorage("joined", settings), () => undefined);
    expect(await answers(later)).toEqual(expected);
    later.close();
  });

  it("are made in the background by a worker that may", async () => {
    const storage = await openIndexedDbStorage("background", settings);
    const engine = createLogEngine(storage, () => undefined, { sealAtBytes: 20_000, isCompacted: true });
    const events = [...generateCalls(1_500)];
    for (let batch = 1; batch <= 75; batch++) {
      engine.append({ writer: "w", batch, events: events.slice((batch - 1) * 20, batch * 20) });
      await engine.flush();
    }
    const count = async () => (await storage.read((transaction) => transaction.columnPositions())).columns.length;
    const { segments } = await storage.read((transaction) => transaction.columnPositions());
    const left = Math.floor(segments.length / segmentsOfGroup) + (segments.length % segmentsOfGroup);
    expect(segments.length).toBeGreaterThan(2 * segmentsOfGroup);
    await expect.poll(count).toBe(left);
    engine.close();
  });
});

import { expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { defaultLogLimits } from "../log-store.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { createTail } from "../storage/log-tail.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createLogEngine } from "../worker/log-engine.ts";
import { createSnapshotTaker } from "./log-snapshot.ts";

it("gives the tail while the columns of sealed segments are still being read", async () => {
  const memory = createMemoryStorage(defaultLogLimits);
  const engine = createLogEngine(memory, () => undefined, { sealAtBytes: 16_000 });
  const events = [...generateEvents(145)];
  for (let batch = 1; batch <= 29; batch++) {
    engine.append({ writer: "w", batch, events: events.slice((batch - 1) * 5, batch * 5) });
    await engine.flush();
  }
  const { promise: tailWasRead, resolve: readTail } = Promise.withResolvers<void>();
  // Blobs that are not read before the tail is.
  const read: LogStorage["read"] = (body) =>
    memory.read((transaction) =>
      body({
        ...transaction,
        columnsFrom: async (position) =>
          (await transaction.columnsFrom(position)).map(({ packed, ...stored }) => {
            const blob = new Blob([packed as Uint8Array<ArrayBuffer>]);
            const arrayBuffer = () => tailWasRead.then(() => Blob.prototype.arrayBuffer.call(blob));
            return { ...stored, packed: Object.assign(blob, { arrayBuffer }) };
          }),
      }),
    );
  let lines = 0;
  const { segments } = await createSnapshotTaker({ ...memory, read }, createTail()).takeLines(async (tail) => {
    lines = tail.length;
    readTail();
  });
  expect(segments.length).toBeGreaterThan(2);
  expect(segments.at(-1)).toMatchObject({ sealed: false, length: lines });
  expect(lines).toBeGreaterThan(0);
});

import type { LogEvent } from "../../src/logging/log-event.ts";
import { defaultLogLimits, type LogLimits } from "../../src/store/log-store.ts";
import { createExplorer } from "../../src/store/read/explore/explorer.ts";
import type { BlockReader } from "../../src/store/read/explore/read-block.ts";
import { createSnapshotTaker } from "../../src/store/read/log-snapshot.ts";
import { createTail } from "../../src/store/storage/log-tail.ts";
import { createMemoryStorage } from "../../src/store/storage/memory-storage.ts";
import { createLogEngine } from "../../src/store/worker/log-engine.ts";
import { plainFieldBlock } from "./plain-field-block.ts";

/** A log that seals every 40 events or so, and an explorer whose blocks list few values. */
export async function openExploredLog(events: LogEvent[], limits: LogLimits = defaultLogLimits) {
  const storage = createMemoryStorage(limits);
  const engine = createLogEngine(storage, () => undefined, { sealAtBytes: 16_000 });
  let batch = 1;
  const append = async (added: LogEvent[]) => {
    for (let at = 0; at < added.length; at += 11) {
      engine.append({ writer: "w", batch: batch++, events: added.slice(at, at + 11) });
      await engine.flush();
    }
  };
  await append(events);
  const readBlock: BlockReader = async ({ read, firstPosition }) =>
    plainFieldBlock(await read(), firstPosition, { texts: 6, numbers: 4 });
  const snapshots = createSnapshotTaker(storage, createTail());
  const anew = () => createExplorer(snapshots, { readBlock });
  const explorer = anew();
  const text = async () => {
    const parts = (await engine.parts()).filter(({ file }) => file === "tts_structured.jsonl").reverse();
    const blobs = await Promise.all(parts.map(({ file, backup }) => engine.exportPart(file, backup)));
    return new Blob(blobs).text();
  };
  return { storage, engine, snapshots, explorer, anew, append, text };
}

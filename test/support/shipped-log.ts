import type { LogEvent } from "../../src/logging/log-event.ts";
import type { LogPositions } from "../../src/store/log-positions.ts";
import { logFileNames, type LogLimits } from "../../src/store/log-store.ts";
import { createLogPositions } from "../../src/store/read/log-positions.ts";
import { createMemoryStorage } from "../../src/store/storage/memory-storage.ts";
import { createLogEngine } from "../../src/store/worker/log-engine.ts";

const smallFile = { maxBytes: 60_000, backups: 3 };
/** Limits with which a few thousand events rotate every file. */
export const smallLimits: LogLimits = {
  "tts_utility.log": smallFile,
  "tts_errors.log": { maxBytes: 20_000, backups: 2 },
  "tts_structured.jsonl": { maxBytes: 120_000, backups: 3 },
};

/** A log in memory, with whoever reads it by position. */
export function shippedLog(limits: LogLimits = smallLimits) {
  const storage = createMemoryStorage(limits);
  const engine = createLogEngine(storage, () => undefined, { sealAtBytes: 15_000 });
  const positions: LogPositions = createLogPositions(storage);
  let batch = 0;
  return {
    engine,
    positions,
    /** Writes events. */
    async write(events: LogEvent[]): Promise<void> {
      engine.append({ writer: "w", batch: ++batch, events });
      await engine.flush();
    },
    /** The lines of the structured file as the export has them, oldest first. */
    async lines(): Promise<string[]> {
      const parts = (await engine.parts()).filter(({ file }) => file === "tts_structured.jsonl").reverse();
      const texts = await Promise.all(
        parts.map(async ({ file, backup }) => (await engine.exportPart(file, backup)).text()),
      );
      return texts.join("").split("\n").slice(0, -1);
    },
    /** The files by their exported names, such as `tts_utility.log.1`. */
    async files(): Promise<Record<string, string>> {
      const parts = await engine.parts();
      const named = parts.map(async ({ file, backup }) => {
        const name = backup === 0 ? file : `${file}.${String(backup)}`;
        return [name, await (await engine.exportPart(file, backup)).text()] as const;
      });
      return Object.fromEntries(await Promise.all(named));
    },
    fileNames: logFileNames,
  };
}

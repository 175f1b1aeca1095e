import type { LogStorage } from "../storage/log-storage.ts";
import { firstStoredLine } from "../storage/log-state.ts";
import { logFileNames } from "../log-store.ts";

/**
 * Frees disk space: deletes the oldest backup of the file with the largest backups.
 *
 * @returns the number of deleted lines; 0 when no file has a backup
 */
export function evictBackups(storage: LogStorage): Promise<number> {
  return storage.write(async (transaction) => {
    const state = await transaction.readState();
    const backupBytes = (name: (typeof logFileNames)[number]) =>
      state.files[name].parts.slice(0, -1).reduce((sum, part) => sum + part.sizeBytes, 0);
    const [largest] = logFileNames.toSorted((a, b) => backupBytes(b) - backupBytes(a));
    const file = state.files[largest!];
    if (file.parts.length < 2) return 0;
    const [evicted] = file.parts.splice(0, 1);
    await transaction.deleteLinesBefore(largest!, firstStoredLine(file));
    await transaction.writeState(state);
    return evicted!.lines;
  });
}

import type { LogStorage } from "../storage/log-storage.ts";
import { groupColumns } from "./column-groups.ts";
import { tallyLog } from "./tally-log.ts";

/** Joins and counts what was sealed, in the background. Must be closed. */
export interface Compactor {
  /** To be called when segments were sealed. */
  wake(): void;
  close(): void;
}

/** Time after a seal, and between two steps, in which questions and commits go first, in milliseconds. */
const restMs = 500;

/** Creates a compactor that looks for something to do at once, and each time it is woken. */
export function createCompactor(storage: LogStorage): Compactor {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWoken = false;
  let isClosed = false;
  // Of what an earlier worker left; then each time when columns were joined.
  let isTallyDue = true;

  async function run(): Promise<void> {
    isWoken = false;
    try {
      if (await groupColumns(storage)) isWoken = isTallyDue = true;
      else if (isTallyDue) {
        await tallyLog(storage);
        isTallyDue = false;
      }
    } catch {
      // All is as it was, and is done after the next seal, or by the next worker.
    }
    timer = undefined;
    if (isWoken) wake();
  }

  function wake(): void {
    isWoken = true;
    if (!isClosed) timer ??= setTimeout(() => void run(), restMs);
  }

  wake();
  return {
    wake,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

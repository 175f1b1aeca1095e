import type { LogStorage } from "../storage/log-storage.ts";
import type { LogTail } from "../storage/log-tail.ts";
import { sealSlices } from "./seal-slices.ts";

/** Size of the WAL from which it is sealed although a commit would not do it yet, in bytes: a segment costs a reader as much as its lines. */
const leastBytes = 256 * 1024;

/** What came of looking at the tail: `busy`, where lines came since the last look. */
export type TailLook = "busy" | "sealed" | "left";

/**
 * Creates a look at the tail, which seals it where nothing was written since the last look: whoever opens the log then need not
 * read it line by line. To be run between commits.
 */
export function createTailSealer(storage: LogStorage, tail: LogTail): () => Promise<TailLook> {
  let seen = "";
  return async () => {
    const { epoch, lastRow, unsealedBytes } = await storage.read((transaction) => transaction.readState());
    if (unsealedBytes < leastBytes) return "left";
    const now = `${epoch} ${String(lastRow)}`;
    if (now !== seen) {
      seen = now;
      return "busy";
    }
    return storage.write(async (transaction) => {
      const state = await transaction.readState();
      if (state.epoch !== epoch || state.lastRow !== lastRow) return "busy";
      const changes = sealSlices(transaction, state, await tail.slicesAt(transaction, state));
      await Promise.all([...changes, transaction.writeState(state)]);
      return "sealed";
    });
  };
}

import type { Loss } from "./log-gap.ts";
import type { LogShelf } from "./log-shelf.ts";
import { makeRoom } from "./make-room.ts";

/** Space of the origin that the log leaves to settings and to the page itself, in bytes. */
const reserveBytes = 20 * 1024 * 1024;

/**
 * Lets the oldest backups go while the origin has less space left than the reserve: the log gives way before the page
 * becomes unusable.
 *
 * One backup at a time: the browser counts freed space late, and too much would go at once.
 *
 * @param estimate what the browser grants and uses; nothing is done where it does not say
 */
export async function keepReserve(shelf: LogShelf, estimate: () => Promise<StorageEstimate>): Promise<Loss[]> {
  const { quota, usage } = await estimate();
  if (quota === undefined || usage === undefined || quota - usage >= reserveBytes) return [];
  try {
    const lines = await makeRoom(shelf);
    return lines === 0 ? [] : [{ reason: "evicted", count: lines }];
  } catch {
    // The commit before it stands; the next seal tries again.
    return [];
  }
}

import type { Loss } from "../log-gap.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { evictBackups } from "./evict-backups.ts";

/** Space of the origin that the log leaves to settings and to the page itself, in bytes. */
export const reserveBytes = 20 * 1024 * 1024;

/** Watches over the space that the log leaves to the rest of the page. */
export interface QuotaGuard {
  /** The disk refused: what is used now is all there is, whatever the browser promised. */
  full(): Promise<void>;
  /**
   * Lets the oldest backup go while the origin has less space left than the reserve: the log gives way before the page
   * becomes unusable. One backup at a time: the browser counts freed space late, and too much would go at once.
   */
  keep(storage: LogStorage): Promise<Loss[]>;
}

/**
 * Makes the watch over the reserve.
 *
 * A browser may promise a quota that its disk does not have (Chromium names a fixed one, whatever the disk), so a refusal
 * teaches the real one, which holds until the worker ends.
 *
 * @param estimate what the browser grants and uses; nothing is done where it does not say
 */
export function createQuotaGuard(estimate: () => Promise<StorageEstimate>): QuotaGuard {
  let learnedBytes = Infinity;
  return {
    async full() {
      const { usage } = await estimate();
      if (usage !== undefined) learnedBytes = Math.min(learnedBytes, usage);
    },
    async keep(storage) {
      const { quota, usage } = await estimate();
      if (quota === undefined || usage === undefined) return [];
      if (Math.min(quota, learnedBytes) - usage >= reserveBytes) return [];
      try {
        const lines = await evictBackups(storage);
        return lines === 0 ? [] : [{ reason: "evicted", count: lines }];
      } catch {
        // The commit before it stands; the next seal tries again.
        return [];
      }
    },
  };
}

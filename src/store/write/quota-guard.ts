import type { Loss } from "../../logging/log-gap.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { evictBackups } from "./evict-backups.ts";

/** Storage of this origin that the log leaves free for settings and the rest of the page, in bytes. */
export const reserveBytes = 20 * 1024 * 1024;

/** Keeps part of the storage quota free for the rest of the page. */
export interface QuotaGuard {
  /** After a quota error: takes the usage of now as the real quota, whatever the browser reports. */
  onRefusal(): Promise<void>;
  /**
   * Evicts the oldest backup when less than the reserve is free. One backup at each call: the browser reports freed space
   * late, so that several at once would be too many.
   *
   * @returns the evicted lines as a loss; empty when nothing was evicted
   */
  freeReserve(storage: LogStorage): Promise<Loss[]>;
}

/**
 * Creates a guard for {@link reserveBytes}.
 *
 * A browser may report a larger quota than its disk has (Chromium reports a fixed one), so the real one is taken from the
 * first quota error, and holds until the worker ends.
 *
 * @param estimate quota and usage of this origin; nothing is evicted where they are unknown
 */
export function createQuotaGuard(estimate: () => Promise<StorageEstimate>): QuotaGuard {
  let observedQuotaBytes = Infinity;
  return {
    async onRefusal() {
      const { usage } = await estimate();
      if (usage !== undefined) observedQuotaBytes = Math.min(observedQuotaBytes, usage);
    },
    async freeReserve(storage) {
      const { quota, usage } = await estimate();
      if (quota === undefined || usage === undefined) return [];
      if (Math.min(quota, observedQuotaBytes) - usage >= reserveBytes) return [];
      try {
        const lines = await evictBackups(storage);
        return lines === 0 ? [] : [{ reason: "evicted", count: lines }];
      } catch {
        // The commit itself succeeded; the next seal tries again.
        return [];
      }
    },
  };
}

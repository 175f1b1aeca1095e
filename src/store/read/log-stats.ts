import type { TimeRange } from "../../analytics/call-rollups.ts";
import { summarize, type LogSummary, type SummaryScope } from "../../analytics/summary.ts";
import type { SnapshotTaker } from "./log-snapshot.ts";
import { storageEstimate } from "../storage/storage-estimate.ts";
import { listParts } from "../storage/log-state.ts";
import type { WorkerStats } from "../store-messages.ts";
import { withLines } from "./with-lines.ts";

/** Numbers about a log, computed from columns and rollups. */
export interface LogStatsReader {
  /** Packed columns of the segments with events in the range, oldest first. */
  columns(range: TimeRange): Promise<Uint8Array[]>;
  /** The numbers of the dashboard, exact for any range. */
  summarize(scope: SummaryScope): Promise<LogSummary>;
  /** Sizes, counts and time span of the whole log. */
  stats(): Promise<Omit<WorkerStats, "storedWithin">>;
}

/** Reads numbers over the snapshots of a log. */
export function createLogStatsReader(snapshots: SnapshotTaker): LogStatsReader {
  return {
    async columns({ fromMs = -Infinity, toMs = Infinity }) {
      const { segments } = await snapshots.takeColumns();
      const reaching = segments.filter(({ columns: { timeMs, length } }) => {
        for (let row = 0; row < length; row++) if (timeMs[row]! >= fromMs && timeMs[row]! < toMs) return true;
        return false;
      });
      return reaching.reverse().map(({ packed }) => packed());
    },
    async summarize(scope) {
      const { parts } = await withLines(() => snapshots.takeRollups(scope));
      return summarize(
        parts.map(({ rollups }) => rollups),
        scope,
      );
    },
    async stats() {
      const { state, segments } = await snapshots.takeColumns();
      const byLevel = new Map<string, number>();
      const byEvent = new Map<string, number>();
      let firstMs = Infinity;
      let lastMs = -Infinity;
      let events = 0;
      for (const { columns } of segments) {
        countInto(byLevel, columns.level);
        countInto(byEvent, columns.event);
        events += columns.length;
        for (let row = 0; row < columns.length; row++) {
          const time = columns.timeMs[row]!;
          if (time < firstMs) firstMs = time;
          if (time > lastMs) lastMs = time;
        }
      }
      const { quota, usage } = await storageEstimate();
      return {
        parts: listParts(state),
        events,
        byLevel: Object.fromEntries(byLevel),
        byEvent: Object.fromEntries(byEvent),
        ...(events > 0 && { firstMs, lastMs }),
        ...(quota !== undefined && { quotaBytes: quota }),
        ...(usage !== undefined && { usageBytes: usage }),
        persisted: (await navigator.storage?.persisted?.()) ?? false,
      };
    },
  };
}

function countInto(counts: Map<string, number>, column: { codes: ArrayLike<number>; values: string[] }): void {
  const byCode = new Float64Array(column.values.length + 1);
  for (let row = 0; row < column.codes.length; row++) byCode[column.codes[row]!]!++;
  for (const [index, value] of column.values.entries())
    counts.set(value, (counts.get(value) ?? 0) + byCode[index + 1]!);
}

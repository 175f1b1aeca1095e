import { openColumns } from "../columns/columns.ts";
import type { LogFilter, LogPage, LogReader } from "../log-store.ts";
import type { WorkerLink } from "./worker-link.ts";

/**
 * Reads a log through the worker.
 *
 * @param set an imported set; default: the live log
 */
export function remoteReader(link: WorkerLink, set?: string): LogReader {
  return {
    query(filter, { onPartial, ...page }, signal) {
      // A plain copy: a page's filter may be a reactive proxy, which cannot be cloned.
      const ask = { filter: JSON.parse(JSON.stringify(filter)) as LogFilter, page, partial: onPartial !== undefined };
      return link.ask("query", ask, { signal, set, onPartial: (part) => onPartial?.(part as LogPage) });
    },
    async readAhead(signal) {
      await link.ask("readAhead", null, { signal, set });
    },
    columns: async (range, signal) => (await link.ask("columns", range, { signal, set })).map(openColumns),
    summarize: (range, signal) => link.ask("summarize", range, { signal, set }),
    parts: () => link.ask("parts", null, { set }),
    exportPart: (file, backup) => link.ask("exportPart", { file, backup }, { set }),
    async getLogStats() {
      const counted = await link.ask("stats", null, { set });
      return {
        storage: "indexeddb",
        ...counted,
        totalBytes: counted.parts.reduce((sum, part) => sum + part.sizeBytes, 0),
        gaps: counted.byEvent["system_log_gap"] ?? 0,
        dropped: {},
        queueLength: 0,
        cost: { events: 0, pageMicrosPerEvent: 0, workerMicrosPerEvent: 0 },
      };
    },
  };
}

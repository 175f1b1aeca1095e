import type { RowsProgress } from "../explore.ts";
import type { LogPage, LogReader, LogStats } from "../log-store.ts";
import type { PartialResponse } from "../store-messages.ts";
import type { WorkerLink } from "./worker-link.ts";

/**
 * Reads a log through the worker.
 *
 * @param set id of an imported log; default: the live log
 */
export function remoteReader(link: WorkerLink, set?: string): LogReader {
  return {
    query(filter, { onPartial, ...page }, signal) {
      const params = { filter: plainCopy(filter), page, partial: onPartial !== undefined };
      return link.request("query", params, { signal, set, onPartial: (part) => onPartial?.(part as LogPage) });
    },
    async readAhead(signal) {
      await link.request("readAhead", null, { signal, set });
    },
    explore: (request, signal) => link.request("explore", plainCopy(request), { signal, set }),
    compare: (scope, comparison, signal) => link.request("compare", plainCopy({ scope, comparison }), { signal, set }),
    exploreRows: (scope, page, signal) => link.request("exploreRows", plainCopy({ scope, page }), { signal, set }),
    nextRow: (scope, request, signal) => link.request("nextRow", plainCopy({ scope, request }), { signal, set }),
    rowsBetween: (scope, request, signal) =>
      link.request("rowsBetween", plainCopy({ scope, request }), { signal, set }),
    fieldValues: (scope, path, options, signal) =>
      link.request("fieldValues", plainCopy({ scope, path, options }), { signal, set }),
    measure: (request, signal) => link.request("measure", plainCopy(request), { signal, set }),
    patterns: (scope, request, onProgress, signal) =>
      link.request("patterns", plainCopy({ scope, request }), { signal, set, onPartial: progressTo(onProgress) }),
    replacedValues: (scope, pattern, onProgress, signal) =>
      link.request("replacedValues", plainCopy({ scope, pattern }), { signal, set, onPartial: progressTo(onProgress) }),
    sequence: (scope, positions, signal) => link.request("sequence", plainCopy({ scope, positions }), { signal, set }),
    exportSize: (scope, signal) => link.request("exportSize", plainCopy(scope), { signal, set }),
    exportRows: (scope, form, onProgress, signal) =>
      link.request("exportRows", plainCopy({ scope, form }), { signal, set, onPartial: progressTo(onProgress) }),
    columns: async (range, signal) => {
      const [packed, { openColumns }] = await Promise.all([
        link.request("columns", range, { signal, set }),
        import("../columns/columns.ts"),
      ]);
      return packed.map(openColumns);
    },
    overview: (scope, signal) => link.request("overview", plainCopy(scope), { signal, set }),
    summarize: (scope, signal) => link.request("summarize", scope, { signal, set }),
    parts: () => link.request("parts", null, { set }),
    exportPart: (file, backup) => link.request("exportPart", { file, backup }, { set }),
    original: (position) => link.request("original", { position }, { set }),
    exportOriginal: (file) => link.request("exportOriginal", { file }, { set }),
    async getLogStats() {
      const stats = await link.request("stats", null, { set });
      return {
        ...emptyStats(),
        ...stats,
        totalBytes: stats.parts.reduce((sum, part) => sum + part.sizeBytes, 0),
        gaps: stats.byEvent["system_log_gap"] ?? 0,
      };
    },
  };
}

/** Reports how far an answer is. */
function progressTo(onProgress: ((progress: RowsProgress) => void) | undefined) {
  return (part: PartialResponse) => onProgress?.(part as RowsProgress);
}

/** Copies what a page gives, which may be a reactive proxy: that cannot be cloned. */
function plainCopy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** Statistics of a log of which nothing is known. */
export function emptyStats(): LogStats {
  return {
    storage: "indexeddb",
    isStale: false,
    parts: [],
    totalBytes: 0,
    events: 0,
    byLevel: {},
    byEvent: {},
    dropped: {},
    gaps: 0,
    queueLength: 0,
    persisted: false,
    cost: { events: 0, pageMicrosPerEvent: 0, workerMicrosPerEvent: 0 },
    storedWithin: { p50Ms: 0, p99Ms: 0 },
  };
}

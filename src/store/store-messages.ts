import type { TimeRange } from "../analytics/call-rollups.ts";
import type { LogSummary } from "../analytics/summary.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { Loss, EventOrigin } from "./log-gap.ts";
import type {
  CommitLatency,
  ImportProgress,
  ImportedLog,
  LogFileName,
  LogFilePart,
  LogFilter,
  LogPage,
  LogPageRequest,
  LogStoreSettings,
} from "./log-store.ts";

/** What the worker knows for `getLogStats()`; the page adds its queue and its costs. */
export interface WorkerStats {
  parts: LogFilePart[];
  events: number;
  byLevel: Record<string, number>;
  byEvent: Record<string, number>;
  firstMs?: number;
  lastMs?: number;
  quotaBytes?: number;
  usageBytes?: number;
  persisted: boolean;
  /** Of the events of this page. */
  storedWithin: CommitLatency;
}

/** Batches that a page had sent, but not seen acknowledged, when it was unloaded. */
export interface UnloadJournal {
  /** Writer id of that page. A batch of it is committed once, whichever page replays it. */
  writer: string;
  batches: { batch: number; events: LogEvent[] }[];
}

/** The questions a page may ask: parameters and answer of each. */
export interface StoreRequests {
  query: { ask: { filter: LogFilter; page: Omit<LogPageRequest, "onPartial">; partial: boolean }; answer: LogPage };
  readAhead: { ask: null; answer: null };
  /** Packed columns, each in a buffer of its own. */
  columns: { ask: TimeRange; answer: Uint8Array[] };
  summarize: { ask: TimeRange; answer: LogSummary };
  parts: { ask: null; answer: LogFilePart[] };
  exportPart: { ask: { file: LogFileName; backup: number }; answer: Blob };
  stats: { ask: null; answer: WorkerStats };
  configure: { ask: Partial<LogStoreSettings>; answer: null };
  /** `place` is where the audit event stands; the answer is the number of events that were deleted. */
  clear: { ask: EventOrigin; answer: number };
  /** What another page left behind; the answer means that it is acknowledged. */
  adopt: { ask: UnloadJournal; answer: null };
  listSets: { ask: null; answer: ImportedLog[] };
  importSet: { ask: { files: File[]; name: string; tag: string }; answer: ImportedLog };
  labelSet: { ask: { id: string; label: { name?: string; tag?: string } }; answer: null };
  removeSet: { ask: { id: string }; answer: null };
}

export type StoreRequestName = keyof StoreRequests;

/** What the worker tells on the way to its answer. */
export type PartialResponse = LogPage | ImportProgress;

/** A question on its way to the worker. `set` names an imported set; without it the live log is meant. */
export type StoreRequest = {
  [Name in StoreRequestName]: {
    kind: "question";
    id: number;
    name: Name;
    ask: StoreRequests[Name]["ask"];
    set?: string;
  };
}[StoreRequestName];

/** From the page to the worker. `open` comes first. */
export type ToWorker =
  /** The worker holds the lock as long as it lives. */
  | { kind: "open"; log: string; writer: string; lockName: string; settings: LogStoreSettings }
  | { kind: "append"; batch: number; events: LogEvent[] }
  /** Somebody waits for the word that this batch is acknowledged. */
  | { kind: "flushNow"; batch: number }
  | StoreRequest
  | { kind: "cancel"; id: number };

/** From the worker to the page. */
export type ToPage =
  /** The worker runs and holds its lock; opening the database may take longer. */
  | { kind: "alive" }
  /** `acknowledged`: the writer's last batch that an earlier worker committed. */
  | { kind: "opened"; acknowledged: number }
  /** The storage does not work and the log goes on in memory. */
  | { kind: "memory"; problem: string }
  | {
      kind: "acknowledged";
      batch: number;
      position: number;
      losses: Loss[];
      workMs: number;
    }
  /** The log grew, here or in another tab, or was cleared. */
  | { kind: "changed"; position: number }
  | { kind: "partial"; id: number; part: PartialResponse }
  | { kind: "answer"; id: number; answer: unknown }
  | { kind: "failure"; id: number; errorName: string; errorKind?: string; message: string };

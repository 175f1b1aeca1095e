import type { TimeRange } from "../analytics/call-rollups.ts";
import type { Differences } from "../analytics/differs/difference.ts";
import type { Overview, OverviewScope } from "../analytics/overview/overview.ts";
import type { LogSummary, SummaryScope } from "../analytics/summary.ts";
import type { MeasureAnswer, MeasureRequest } from "../query/measure.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { Loss, EventOrigin } from "../logging/log-gap.ts";
import type {
  CallSequence,
  Comparison,
  ExploreAnswer,
  ExploreRequest,
  ExploreRows,
  ExploreScope,
  FieldValues,
  NextRowRequest,
  RowOrder,
  RowsAt,
  RowsBetween,
  RowsBetweenRequest,
  RowsForm,
  RowsProgress,
  RowsSize,
} from "./explore.ts";
import type { ChainProgress, ChainReport, ExportedChain } from "./log-chain.ts";
import type {
  CommitLatency,
  ImportChoice,
  ImportPreview,
  ImportProgress,
  ImportedLog,
  LogFileName,
  LogFilePart,
  LogFilter,
  LogPage,
  LogPageRequest,
  LogStoreSettings,
  NamedFiles,
  OriginalRecord,
} from "./log-store.ts";
import type { PatternsAnswer, PatternsRequest, ReplacedValues } from "./patterns.ts";
import type { ValueProgress, ValueReport } from "./value-report.ts";

/** The worker's part of `getLogStats()`; the page adds its queue and its cost. */
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
  /** Of the events of this page only. */
  storedWithin: CommitLatency;
}

/** Batches that a page had sent, but not seen acknowledged, when it was unloaded. */
export interface UnloadJournal {
  /** Writer id of that page. A batch of it is committed once, whichever page replays it. */
  writer: string;
  batches: { batch: number; events: LogEvent[] }[];
}

/** Requests of a page to the worker: parameters and result of each. */
export interface StoreRequests {
  query: { params: { filter: LogFilter; page: Omit<LogPageRequest, "onPartial">; partial: boolean }; result: LogPage };
  readAhead: { params: null; result: null };
  explore: { params: ExploreRequest; result: ExploreAnswer };
  compare: { params: { scope: ExploreScope; comparison: Comparison }; result: Differences };
  exploreRows: {
    params: { scope: ExploreScope; page: { order: RowOrder; at: RowsAt; limit: number } };
    result: ExploreRows;
  };
  nextRow: { params: { scope: ExploreScope; request: NextRowRequest }; result: number | undefined };
  rowsBetween: { params: { scope: ExploreScope; request: RowsBetweenRequest }; result: RowsBetween };
  fieldValues: {
    params: { scope: ExploreScope; path: string; options: { search?: string; limit: number } };
    result: FieldValues;
  };
  measure: { params: MeasureRequest; result: MeasureAnswer };
  patterns: { params: { scope: ExploreScope; request: PatternsRequest }; result: PatternsAnswer };
  replacedValues: { params: { scope: ExploreScope; pattern: string }; result: ReplacedValues };
  sequence: { params: { scope: ExploreScope; positions: number[] }; result: CallSequence };
  exportSize: { params: ExploreScope; result: RowsSize };
  exportRows: { params: { scope: ExploreScope; form: RowsForm }; result: Blob };
  /** Packed columns, each in a buffer of its own. */
  columns: { params: TimeRange; result: Uint8Array[] };
  overview: { params: OverviewScope; result: Overview };
  summarize: { params: SummaryScope; result: LogSummary };
  parts: { params: null; result: LogFilePart[] };
  exportPart: { params: { file: LogFileName; backup: number }; result: Blob };
  original: { params: { position: number }; result: OriginalRecord | undefined };
  exportOriginal: { params: { file: number }; result: Blob };
  stats: { params: null; result: WorkerStats };
  configure: { params: Partial<LogStoreSettings>; result: null };
  exportChain: { params: null; result: ExportedChain };
  /** Without parameters: the log as it is. */
  verify: { params: { files: { name: string; bytes: Blob }[]; chain: Blob } | undefined; result: ChainReport };
  /** Parameters: time and session of the audit event. Result: the number of deleted events. */
  clear: { params: EventOrigin; result: number };
  /** Scans the live log and all imported ones. A cancelled redaction is answered with what was done. */
  scanValue: { params: { value: string; redacts: boolean }; result: ValueReport };
  /** Appends the batches of an unloaded page; the response means that they are acknowledged. */
  replayJournal: { params: UnloadJournal; result: null };
  listSets: { params: null; result: ImportedLog[] };
  previewSet: { params: { files: File[] | string }; result: ImportPreview };
  importSet: {
    params: { files: File[]; name: string; tag: string; choices: ImportChoice[] };
    result: ImportedLog;
  };
  combineSets: {
    params: { ids: string[]; name: string; tag: string; beside?: NamedFiles };
    result: ImportedLog;
  };
  readSetAgain: { params: { id: string; choices: ImportChoice[]; files?: File[] }; result: ImportedLog };
  labelSet: { params: { id: string; label: { name?: string; tag?: string } }; result: null };
  removeSet: { params: { id: string }; result: null };
}

export type StoreRequestName = keyof StoreRequests;

/** Intermediate result of a request. */
export type PartialResponse = LogPage | ImportProgress | ValueProgress | RowsProgress | ChainProgress;

/** A request to the worker, about the imported log `set` or, without it, the live log. */
export type StoreRequest = {
  [Name in StoreRequestName]: {
    kind: "request";
    id: number;
    name: Name;
    params: StoreRequests[Name]["params"];
    set?: string;
  };
}[StoreRequestName];

/** Messages from the page to the worker. `open` comes first. */
export type ToWorker =
  /** The worker takes the Web Lock `lockName` and holds it until it ends. */
  | { kind: "open"; log: string; writer: string; lockName: string; settings: LogStoreSettings }
  | { kind: "append"; batch: number; events: LogEvent[] }
  /** The page waits for the acknowledgement of this batch: send it without delay. */
  | { kind: "flushNow"; batch: number }
  | StoreRequest
  | { kind: "cancel"; id: number }
  /** The page has nothing else to do: the worker loads what answers requests, and maintains the log from then on. */
  | { kind: "idle" }
  /** Asks for a `pong`, to tell a busy worker from one that hangs. */
  | { kind: "ping" };

/** Messages from the worker to the page. */
export type ToPage =
  /** The worker runs and holds its lock; the database is not open yet. */
  | { kind: "alive" }
  | { kind: "pong" }
  /** The database is open. `acknowledged`: the writer's last batch that an earlier worker committed. */
  | { kind: "opened"; acknowledged: number }
  /** IndexedDB failed; the log continues in memory. */
  | { kind: "memory"; problem: string }
  /** `batch` and all before it are committed, or named in `losses`. */
  | {
      kind: "acknowledged";
      batch: number;
      position: number;
      losses: Loss[];
      workMs: number;
    }
  /** The log grew, here or in another tab; at position 0, stored lines were deleted or rewritten. */
  | { kind: "changed"; position: number }
  | { kind: "partial"; id: number; part: PartialResponse }
  | { kind: "response"; id: number; result: unknown }
  | { kind: "failure"; id: number; errorName: string; errorKind?: string; message: string };

import { requestBridgeStatus } from "../../../app/explain/check-reachability.ts";
import { followLog } from "../../../app/page-log/follow-log.ts";
import type { LogSource } from "../../../app/page-log/log-source.ts";
import type { Services } from "../../../app/services.ts";
import { storageSamples, type StorageSample } from "../../../app/storage-use.ts";
import type { ArchiveUsage } from "../../../local-archive/local-archive.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import type { MeasureRequest } from "../../../query/measure.ts";
import type { LogStats } from "../../../store/log-store.ts";
import type { BridgeStatus } from "../../../wire/bridge-status.ts";
import { capacityRequest, quantityOf } from "./capacity-request.ts";

/** Shortest and longest pause between two readings, in milliseconds. */
const [pauseMs, everyMs] = [5_000, 15_000];

/** Calls that the platform refused because a quota was used up. */
export const refusedQuery = "error.error_type:RESOURCE_EXHAUSTED";
/** Counts them. */
export const refusedRequest: MeasureRequest = {
  ...{ view: "calls", query: parseQuery(refusedQuery).query, range: {}, hasOwnCalls: true },
  measures: [{ is: "rows" }],
};

/** Bytes of the heap, where a browser tells them. */
export interface PageMemory {
  usedJSHeapSize: number;
  jsHeapSizeLimit: number;
}

/** How a log grows. */
export interface LogGrowth {
  /** Events of each whole day of the live log. */
  events: number[];
  /** End of those days. */
  endMs: number;
}

/** What there is now, of what has a limit. */
export class PresentQuantities {
  readonly #source: LogSource;
  readonly #services: Pick<Services, "archive" | "preferences">;
  readonly #isLive: boolean;
  stats = $state.raw<LogStats>();
  refusedCalls = $state<number>();
  growth = $state.raw<LogGrowth>({ events: [], endMs: 0 });
  archive = $state.raw<ArchiveUsage>();
  /** What was stored on days before, newest first. */
  samples = $state.raw<StorageSample[]>([]);
  /** When the browser was last asked, in milliseconds since the epoch. */
  readMs = $state(0);
  /** Undefined while nothing answered; null where nothing does. */
  bridge = $state.raw<BridgeStatus | null>();
  memory = $state.raw<PageMemory>();
  hasFailed = $state(false);

  constructor(source: LogSource, services: Pick<Services, "archive" | "preferences">, isLive: boolean) {
    this.#source = source;
    this.#services = services;
    this.#isLive = isLive;
  }

  /** Reads now, as the log grows and every 15 s, until the returned function is called. @param zone whose days are counted */
  follow(zone: string): () => void {
    return followLog(this.#source, (signal) => this.#read(zone, signal), pauseMs, everyMs);
  }

  async #read(zone: string, signal: AbortSignal): Promise<void> {
    const ofLog = this.#readLog(zone, signal).catch(() => {
      if (!signal.aborted) this.hasFailed = true;
    });
    if (this.#isLive) await this.#readBrowser(signal);
    await ofLog;
  }

  async #readLog(zone: string, signal: AbortSignal): Promise<void> {
    const stats = await this.#source.getLogStats();
    const { total } = await this.#source.measure(refusedRequest, signal);
    const growth = await this.#readGrowth(stats, zone, signal);
    if (signal.aborted) return;
    this.growth = growth;
    [this.stats, this.refusedCalls, this.hasFailed] = [stats, total, false];
  }

  /** Of the whole log, whatever range is looked at. */
  async #readGrowth({ firstMs = 0, lastMs = 0 }: LogStats, zone: string, signal: AbortSignal): Promise<LogGrowth> {
    const frame = { fromMs: firstMs, toMs: lastMs + 1, nowMs: lastMs, hasOwnCalls: true, filter: "", zone };
    const request = capacityRequest("log", frame);
    if (!this.#isLive || request === undefined) return { events: [], endMs: lastMs };
    return { events: quantityOf(await this.#source.measure(request.ofDays, signal)), endMs: request.days.toMs };
  }

  async #readBrowser(signal: AbortSignal): Promise<void> {
    const { archive, preferences } = this.#services;
    this.memory = (performance as { memory?: PageMemory }).memory;
    const [bridge, usage] = await Promise.all([
      requestBridgeStatus(preferences.endpoint, signal),
      // Without it the tile is left out.
      archive.open().then(
        (opened) => opened.usage(),
        () => undefined,
      ),
    ]);
    if (signal.aborted) return;
    [this.bridge, this.archive] = [bridge ?? null, usage];
    [this.samples, this.readMs] = [storageSamples().items, Date.now()];
  }
}

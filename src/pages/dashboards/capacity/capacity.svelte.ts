import type { LogSource } from "../../../app/page-log/log-source.ts";
import type { MeasureAnswer } from "../../../query/measure.ts";
import type { LogStats } from "../../../store/log-store.ts";
import type { CapacityRequest } from "./capacity-request.ts";

/** The numbers of a quantity, and those of the log that they are read with. */
export interface CapacityAnswer {
  request: CapacityRequest;
  ofDays: MeasureAnswer;
  ofHours: MeasureAnswer;
  ofEachHour?: MeasureAnswer;
  stats: LogStats;
}

/** Reads the history of a quantity. */
export class CapacityState {
  readonly #source: LogSource;
  answer = $state.raw<CapacityAnswer>();
  failure = $state.raw<unknown>();

  constructor(source: LogSource) {
    this.#source = source;
  }

  /** Reads it once: whole days and hours do not change. The returned function gives up. */
  read(request: CapacityRequest): () => void {
    const abort = new AbortController();
    void this.#read(request, abort.signal);
    return () => abort.abort();
  }

  async #read(request: CapacityRequest, signal: AbortSignal): Promise<void> {
    try {
      const stats = await this.#source.getLogStats();
      const ofDays = await this.#source.measure(request.ofDays, signal);
      const ofHours = await this.#source.measure(request.ofHours, signal);
      const ofEachHour = request.ofEachHour && (await this.#source.measure(request.ofEachHour, signal));
      if (signal.aborted) return;
      this.answer = { request, ofDays, ofHours, stats, ...(ofEachHour && { ofEachHour }) };
      this.failure = undefined;
    } catch (error) {
      if (!signal.aborted) this.failure = error;
    }
  }
}

/** Bytes of all files for an event of the log, on average; 1 while it is empty. */
export function bytesOfEvent({ totalBytes, events }: Pick<LogStats, "totalBytes" | "events">): number {
  return events > 0 ? totalBytes / events : 1;
}

import type { LogReader, LogStore } from "../../store/log-store.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import { countFacets, type FacetFilter, type Facets } from "./facets.ts";

/** Columns of the whole log are read again at most this often, in milliseconds. */
const pauseMs = 1000;

/** How many events each level and each service would show; follows the log. */
export class LogFacets {
  readonly #store: Pick<LogReader, "columns"> & Pick<LogStore, "subscribe">;
  counts = $state.raw<Facets>();

  constructor(store: Pick<LogReader, "columns"> & Pick<LogStore, "subscribe">) {
    this.#store = store;
  }

  /** Counts now and as the log grows, until the returned function is called. */
  follow(filter: FacetFilter): () => void {
    const read = async (signal: AbortSignal): Promise<void> => {
      const blocks = await this.#store.columns({}, signal);
      if (!signal.aborted) this.counts = countFacets(blocks, filter);
    };
    return followLog(this.#store, read, pauseMs);
  }
}

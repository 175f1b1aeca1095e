import { untrack } from "svelte";
import type { LogFilter, LogPage, LogReader, LogStore, StoredEvent } from "../../store/log-store.ts";
import { followLog } from "../../app/page-log/follow-log.ts";

/** Rows read at once. */
const pageRows = 300;
/** Rows in memory while the newest are in view: the log holds the rest, so a long watch needs no more memory. */
const liveRows = 1000;

/** The events that match a filter, newest first, as far down as somebody looked; grows in front as the log does. */
export class LogRows {
  readonly #store: Pick<LogReader, "query"> & Pick<LogStore, "subscribe">;
  rows = $state.raw<StoredEvent[]>([]);
  /** All stored events that match. */
  total = $state(0);
  /** What `total` was when the filter was first answered in full: read out once, not at every new event. */
  found = $state<number>();
  /** False while the log is still being scanned. */
  isComplete = $state(false);
  /** Why the last reading failed. */
  failure = $state.raw<unknown>();
  /** Events that came while the person read further down. */
  waiting = $state(0);
  /** What `rows` belongs to; differs from the wanted one until the first answer. */
  filter = $state.raw<LogFilter>();
  /** The person reads further down: what is new waits. */
  #isHeld = false;
  #isReadingOlder = false;
  #end: (() => void) | undefined;

  constructor(store: Pick<LogReader, "query"> & Pick<LogStore, "subscribe">) {
    this.#store = store;
  }

  /** Shows the events of a filter and follows the log until the returned function is called. */
  follow(filter: LogFilter): () => void {
    // What a reading looks at is no reason for an effect to follow anew.
    this.#end = untrack(() =>
      followLog(this.#store, (signal, rewritten) => this.#readNewest(filter, rewritten, signal)),
    );
    return () => this.#end?.();
  }

  /** Reads again at once, after a failure or when the newest rows come back into view. */
  readonly refresh = (): void => {
    if (this.filter === undefined) return;
    this.#end?.();
    this.follow(this.filter);
  };

  /** Takes note of whether the newest rows are in view. */
  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    if (!isHeld && this.waiting > 0) this.refresh();
  }

  async #readNewest(filter: LogFilter, rewritten: boolean, signal: AbortSignal): Promise<void> {
    const isNew = filter !== this.filter || rewritten;
    let isFirst = isNew;
    const take = (page: LogPage): void => {
      this.#take(filter, page, isFirst);
      isFirst = false;
    };
    const onPartial = (page: LogPage): void => {
      if (!signal.aborted && (isNew || (!this.isComplete && !this.#isHeld))) take(page);
    };
    try {
      const page = await this.#store.query(filter, { limit: pageRows, onPartial }, signal);
      this.failure = undefined;
      if (this.#isHeld && !isNew) this.#count(page);
      else take(page);
    } catch (thrown) {
      if (!signal.aborted) this.failure = thrown;
    }
  }

  /** Leaves the rows that are being read where they are, and counts what came in front of them. */
  #count(page: LogPage): void {
    if (!this.isComplete) {
      // They were shown before all was scanned: only now is their number known.
      this.isComplete = true;
      this.found ??= page.total;
      const top = this.rows[0]?.position ?? Infinity;
      this.total = page.total - page.rows.filter(({ position }) => position > top).length;
    }
    this.waiting = Math.max(0, page.total - this.total);
  }

  /** @param isFirst the rows known before belong to another filter, or to lines that were rewritten */
  #take(filter: LogFilter, page: LogPage, isFirst: boolean): void {
    if (filter !== this.filter) this.found = undefined;
    if (page.complete) this.found ??= page.total;
    this.rows = isFirst ? page.rows : joined(page.rows, this.rows, page.total);
    this.filter = filter;
    this.total = page.total;
    this.isComplete = page.complete;
    this.waiting = 0;
  }

  /** Reads the page below the last row, when there is one. */
  readonly readOlder = async (): Promise<void> => {
    const { filter, rows } = this;
    const last = rows.at(-1);
    if (this.#isReadingOlder || filter === undefined || last === undefined || rows.length >= this.total) return;
    this.#isReadingOlder = true;
    try {
      const page = await this.#store.query(filter, { limit: pageRows, before: last.position });
      // What was read goes below the row it was read for, if that is still the last one.
      if (this.filter === filter && this.rows.at(-1) === last) this.rows = [...this.rows, ...page.rows];
    } catch (thrown) {
      this.failure = thrown;
    } finally {
      this.#isReadingOlder = false;
    }
  };
}

/** The newest page in front of the rows known before; rows between the two that nobody read are not bridged over. */
function joined(newest: StoredEvent[], known: StoredEvent[], total: number): StoredEvent[] {
  const top = known[0]?.position;
  if (top === undefined || (newest.at(-1)?.position ?? Infinity) > top) return newest;
  const fresh = newest.filter(({ position }) => position > top);
  if (fresh.length === 0 && known.length <= total) return known;
  return [...fresh, ...known].slice(0, Math.min(total, Math.max(liveRows, newest.length)));
}

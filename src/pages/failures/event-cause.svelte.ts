import { loadOnce } from "../../basics/load-once.ts";
import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { LogReader } from "../../store/log-store.ts";

/** The rules are needed by the first line of a call that failed. */
const loadFinder = loadOnce(() => import("./find-cause.ts"));

/** Why the call of the selected line failed, from the log alone: the live one or an imported one. */
export class EventCause {
  readonly #log: Pick<LogReader, "query">;
  diagnosis = $state.raw<Diagnosis>();
  /** The log is being read; whether there is a cause is not known yet. */
  isLooking = $state(false);
  /** The line explained last; the same line comes again whenever the log grows. */
  #explained = "";

  constructor(log: Pick<LogReader, "query">) {
    this.#log = log;
  }

  /** Forgets the explained line: it, or one that is evidence, may have been rewritten. */
  forget(): void {
    this.#explained = "";
  }

  /** Looks for the cause of a line; of several questions the last one counts. */
  async ask(event: LogEvent | undefined): Promise<void> {
    const key = event ? `${event.session_id} ${String(event.seq)}` : "";
    if (key === this.#explained) return;
    this.#explained = key;
    this.diagnosis = undefined;
    this.isLooking = event !== undefined;
    const found = event && (await this.#find(event).catch(() => undefined));
    if (key !== this.#explained) return;
    this.diagnosis = found;
    this.isLooking = false;
  }

  async #find(event: LogEvent): Promise<Diagnosis | undefined> {
    const { findCause } = await loadFinder();
    return findCause(this.#log, event);
  }
}

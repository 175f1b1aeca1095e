import type { LogStore } from "../../store/log-store.ts";

/** A log that is in memory only: whether it is, and whether its newest events were exported. */
export class MemoryLog {
  readonly #store: Pick<LogStore, "memoryProblem" | "subscribe" | "flush">;
  /** Why the log is in memory only; undefined while it is on disk. */
  problem = $state<string>();
  #position = 0;
  #exportedTo = 0;

  constructor(store: Pick<LogStore, "memoryProblem" | "subscribe" | "flush">) {
    this.#store = store;
  }

  /** Whether closing the page would lose events that were never exported. */
  get isUnsaved(): boolean {
    return this.problem !== undefined && this.#position > this.#exportedTo;
  }

  /** Counts everything that is logged by now, the export's own event too, as exported. */
  readonly markExported = async (): Promise<void> => {
    await this.#store.flush();
    this.#exportedTo = this.#position;
  };

  /** Follows the log until the returned function is called. */
  follow(): () => void {
    this.problem = this.#store.memoryProblem;
    return this.#store.subscribe(({ position }) => {
      this.problem = this.#store.memoryProblem;
      this.#position = position;
    });
  }

  /**
   * Makes the browser ask before the page goes while events would be lost, until the returned function is called.
   *
   * @param onAsk called with each question: whoever stays finds the export open
   */
  guard(page: EventTarget, onAsk: () => void): () => void {
    const ask = (event: Event): void => {
      if (!this.isUnsaved) return;
      event.preventDefault();
      onAsk();
    };
    page.addEventListener("beforeunload", ask);
    return () => page.removeEventListener("beforeunload", ask);
  }
}

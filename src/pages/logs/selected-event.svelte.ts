import type { LogReader, StoredEvent } from "../../store/log-store.ts";

/** The event whose details are shown: one of the rows in view, or one that is fetched for a link that names it. */
export class SelectedEvent {
  readonly #store: Pick<LogReader, "query" | "original">;
  #original = $state.raw<{ position: number; text: string | undefined }>();
  #fetched = $state.raw<{ position: number; event: StoredEvent | undefined }>();

  constructor(store: Pick<LogReader, "query" | "original">) {
    this.#store = store;
  }

  /** The event at a position, if it is known by now. */
  at(position: number, rows: readonly StoredEvent[]): StoredEvent | undefined {
    const known = this.#fetched?.position === position ? this.#fetched.event : undefined;
    return rows.find((row) => row.position === position) ?? known;
  }

  /** True once it is certain that the log no longer has the position. */
  isGone(position: number): boolean {
    return this.#fetched?.position === position && this.#fetched.event === undefined;
  }

  /** The record of the event at a position as its file has it; undefined while it is being read. */
  originalAt(position: number): string | undefined {
    return this.#original?.position === position ? this.#original.text : undefined;
  }

  /** Reads the record of the event at a position. */
  async readOriginal(position: number): Promise<void> {
    // A record that cannot be read leaves the event without one; the list tells why.
    const record = await this.#store.original(position).catch(() => undefined);
    this.#original = { position, text: record?.text };
  }

  /** Forgets the fetched event: its line may have been rewritten. */
  forget(): void {
    this.#fetched = undefined;
    this.#original = undefined;
  }

  /** Fetches the event at a position. */
  async fetch(position: number): Promise<void> {
    const { rows } = await this.#store.query({}, { before: position + 1, limit: 1 });
    this.#fetched = { position, event: rows.find((row) => row.position === position) };
  }
}

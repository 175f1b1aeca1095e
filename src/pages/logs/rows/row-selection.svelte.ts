import { SvelteMap } from "svelte/reactivity";
import type { ExploreRow, RowPlace, RowsBetween } from "../../../store/explore.ts";
import type { ExploredRows } from "./explored-rows.svelte.ts";

type ListedRows = Pick<ExploredRows, "between" | "indexOf" | "placeOf">;
type RowsReader = (from: RowPlace, to: RowPlace) => Promise<RowsBetween>;

/** Rows that a person chose to copy or to compare, and rows pinned above the list; both in the order of choosing. */
export class RowSelection {
  readonly #rows: ListedRows;
  readonly #read: RowsReader;
  readonly #chosen = new SvelteMap<number, ExploreRow>();
  readonly #pinned = new SvelteMap<number, ExploreRow>();
  /** Where a range begins. */
  #anchor: RowPlace | undefined;
  /** The last range asked for: an answer to an earlier one, or before the selection was cleared, comes too late. */
  #asked = 0;
  /** The rows of a range are being read. */
  isReading = $state(false);
  /** Rows of the last range; more than are chosen at once where it is longer than that. */
  rangeRows = $state(0);
  /** Rows of it that were chosen. */
  #rangeChosen = $state(0);

  /** @param read rows between two that are not all in memory */
  constructor(rows: ListedRows, read: RowsReader) {
    this.#rows = rows;
    this.#read = read;
  }

  get chosen(): ExploreRow[] {
    return [...this.#chosen.values()];
  }

  get pinned(): ExploreRow[] {
    return [...this.#pinned.values()];
  }

  /** The last range has more rows than are chosen at once. */
  get isCut(): boolean {
    return this.rangeRows > this.#rangeChosen;
  }

  readonly has = (row: ExploreRow): boolean => this.#chosen.has(row.position);

  isPinned(row: ExploreRow): boolean {
    return this.#pinned.has(row.position);
  }

  /** Chooses a row, or no longer; a range begins there. */
  toggle(row: ExploreRow): void {
    if (!this.#chosen.delete(row.position)) this.#chosen.set(row.position, row);
    this.#anchor = { position: row.position };
  }

  /** Begins a range at a row without choosing it. */
  startAt(index: number): void {
    this.#anchor = this.#rows.placeOf(index);
  }

  /** A range begins at a row unless it began somewhere already. */
  startOnce(index: number): void {
    if (this.#anchor === undefined) this.startAt(index);
  }

  /** Chooses the rows from where the range begins to an index; those that are not in memory are read. Rejects where that fails. */
  async extendTo(index: number): Promise<void> {
    const to = this.#rows.placeOf(index);
    const from = (this.#anchor ??= to);
    const asked = ++this.#asked;
    const start = "position" in from ? this.#rows.indexOf(from.position) : -1;
    const known = start < 0 ? undefined : this.#rows.between(Math.min(start, index), Math.max(start, index));
    if (known) return this.#choose({ rows: known, total: known.length });
    this.isReading = true;
    try {
      const between = await this.#read(from, to);
      if (asked === this.#asked) this.#choose(between);
    } finally {
      if (asked === this.#asked) this.isReading = false;
    }
  }

  clear(): void {
    this.#chosen.clear();
    this.#anchor = undefined;
    this.#asked++;
    this.isReading = false;
    this.rangeRows = this.#rangeChosen = 0;
  }

  /** Pins a row, or no longer. */
  pin(row: ExploreRow): void {
    if (!this.#pinned.delete(row.position)) this.#pinned.set(row.position, row);
  }

  #choose({ rows, total }: RowsBetween): void {
    for (const row of rows) this.#chosen.set(row.position, row);
    this.isReading = false;
    this.rangeRows = total;
    this.#rangeChosen = rows.length;
  }
}

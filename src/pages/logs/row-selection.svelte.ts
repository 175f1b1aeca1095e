import { SvelteMap } from "svelte/reactivity";
import type { ExploreRow } from "../../store/explore.ts";

/** Rows that a person chose to copy or to compare, and rows pinned above the list; both in the order of choosing. */
export class RowSelection {
  readonly #chosen = new SvelteMap<number, ExploreRow>();
  readonly #pinned = new SvelteMap<number, ExploreRow>();
  /** Where a range begins. */
  #anchor = -1;

  get chosen(): ExploreRow[] {
    return [...this.#chosen.values()];
  }

  get pinned(): ExploreRow[] {
    return [...this.#pinned.values()];
  }

  readonly has = (row: ExploreRow): boolean => this.#chosen.has(row.position);

  isPinned(row: ExploreRow): boolean {
    return this.#pinned.has(row.position);
  }

  /** Chooses a row, or no longer; a range begins there. */
  toggle(row: ExploreRow, index: number): void {
    if (!this.#chosen.delete(row.position)) this.#chosen.set(row.position, row);
    this.#anchor = index;
  }

  /** Begins a range at a row without choosing it. */
  startAt(index: number): void {
    this.#anchor = index;
  }

  /** Chooses the rows from where the range begins to an index, as far as they are in memory. */
  extendTo(index: number, rowAt: (index: number) => ExploreRow | undefined): void {
    const anchor = this.#anchor < 0 ? index : this.#anchor;
    this.#anchor = anchor;
    for (let one = Math.min(anchor, index); one <= Math.max(anchor, index); one++) {
      const row = rowAt(one);
      if (row) this.#chosen.set(row.position, row);
    }
  }

  clear(): void {
    this.#chosen.clear();
    this.#anchor = -1;
  }

  /** Pins a row, or no longer. */
  pin(row: ExploreRow): void {
    if (!this.#pinned.delete(row.position)) this.#pinned.set(row.position, row);
  }
}

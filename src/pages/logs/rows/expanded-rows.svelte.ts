import { untrack } from "svelte";
import type { ExploredRows } from "./explored-rows.svelte.ts";

/** A row by its position, and the index that it had last. */
interface KnownRow {
  position: number;
  index: number;
}

/**
 * The rows of the list that are expanded below themselves. They are known by their position, so that they stay expanded when
 * others come in front of them; one that is not in memory is taken to move with the rows that came.
 */
export class ExpandedRows {
  readonly #rows: Pick<ExploredRows, "at" | "indexOf" | "total" | "growsInFront">;
  #known = $state.raw<readonly KnownRow[]>([]);
  /** Rows in the list when the indexes were right. */
  #total = 0;

  constructor(rows: Pick<ExploredRows, "at" | "indexOf" | "total" | "growsInFront">) {
    this.#rows = rows;
  }

  /** Where they are in the list, ascending. */
  readonly indexes = $derived.by(() =>
    this.#known
      .map((known) => this.#indexOf(known))
      .filter((index) => index >= 0)
      .sort((one, other) => one - other),
  );

  /** Expands the row at an index, or no longer. */
  readonly toggle = (index: number): void => {
    const row = this.#rows.at(index);
    if (!row) return;
    // The end of a call has a later position than its start.
    const others = this.#known.filter(({ position }) => position !== row.position && !row.lines.includes(position));
    const isExpanded = others.length < this.#known.length;
    this.#known = isExpanded ? others : [...others, { position: row.position, index }];
    if (this.#known.length === 1) this.#total = this.#rows.total;
  };

  /** None. */
  clear(): void {
    this.#known = [];
  }

  /** Takes note of where they are now; to be called again whenever the rows change. */
  follow(): void {
    const { total, growsInFront } = this.#rows;
    const came = growsInFront ? total - this.#total : 0;
    const known = untrack(() => this.#known);
    const now = known.map(({ position, index }) => {
      const found = this.#rows.indexOf(position);
      return { position, index: found >= 0 ? found : index + came };
    });
    this.#total = total;
    if (now.some(({ index }, at) => index !== known[at]!.index)) this.#known = now;
  }

  /** -1: it is not where it was last, nor anywhere in memory. */
  #indexOf({ position, index }: KnownRow): number {
    const found = this.#rows.indexOf(position);
    if (found >= 0) return found;
    return this.#rows.at(index) === undefined && index < this.#rows.total ? index : -1;
  }
}

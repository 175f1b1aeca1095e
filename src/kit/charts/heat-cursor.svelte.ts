import type { ChartCursor } from "./chart-cursor.svelte.ts";
import { binAt } from "./time-chart.ts";

/** A cell, or a column of a heat map, from 0; a row of -1: the column alone. */
export interface HeatPlace {
  row: number;
  column: number;
}

/** How large a heat map is, and which times its columns cover; undefined: they are no times. */
export interface HeatShape {
  rows: number;
  columns: number;
  times?: { fromMs: number; toMs: number } | undefined;
}

/**
 * The cell of a heat map that is looked at, and the columns that are being chosen. Columns of time follow the cursor of all
 * charts of the page, and move it.
 */
export class HeatCursor {
  readonly #shared: ChartCursor;
  readonly #shape: () => HeatShape;
  #row = $state(-1);
  /** Where columns are no times. */
  #column = $state(-1);
  /** Column where a range begins; -1: none. */
  #anchor = $state(-1);

  constructor(shared: ChartCursor, shape: () => HeatShape) {
    this.#shared = shared;
    this.#shape = shape;
  }

  readonly #at = $derived.by(() => {
    const { columns, times } = this.#shape();
    return times ? binAt(this.#shared.timeMs, times.fromMs, times.toMs, columns) : this.#column;
  });
  /** Undefined while nobody looks at a column. */
  readonly place = $derived.by((): HeatPlace | undefined =>
    this.#at < 0 ? undefined : { row: Math.min(this.#row, this.#shape().rows - 1), column: this.#at },
  );
  /** First and last of the columns that are being chosen; undefined while it is one. */
  readonly chosen = $derived.by((): [first: number, last: number] | undefined =>
    this.#anchor < 0 || this.#at < 0 || this.#anchor === this.#at
      ? undefined
      : [Math.min(this.#anchor, this.#at), Math.max(this.#anchor, this.#at)],
  );

  /** When a column begins, in milliseconds since the epoch; NaN where columns are no times. */
  startOf(column: number): number {
    const { columns, times } = this.#shape();
    return times ? times.fromMs + (column * (times.toMs - times.fromMs)) / columns : NaN;
  }

  /** Looks at a cell; outside of the map at none. */
  moveTo(row: number, column: number): void {
    const { rows, columns, times } = this.#shape();
    const isInside = row >= 0 && row < rows && column >= 0 && column < columns;
    this.#row = isInside ? row : -1;
    if (times) this.#shared.timeMs = isInside ? this.startOf(column + 0.5) : undefined;
    else this.#column = isInside ? column : -1;
  }

  /** Looks at the next cell in a direction; from none at a corner. */
  step(rows: number, columns: number): void {
    const shape = this.#shape();
    const column = this.#at < 0 ? (columns < 0 ? shape.columns : -1) + (columns === 0 ? 1 : 0) : this.#at;
    const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, at));
    this.moveTo(within(Math.max(0, this.#row) + rows, shape.rows), within(column + columns, shape.columns));
  }

  /** Columns are chosen from here on, until they are chosen or dropped. */
  begin(): void {
    if (this.#anchor < 0) this.#anchor = this.#at;
  }

  drop(): void {
    this.#anchor = -1;
  }

  /** Looks at nothing. */
  leave(): void {
    this.drop();
    this.moveTo(-1, -1);
  }
}

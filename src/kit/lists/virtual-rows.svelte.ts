import { findRow, rowWindow } from "./row-window.ts";

/** Inputs of a list of rows. Read through the getter each time, so it may change. */
export interface RowSource<Item, Key> {
  readonly items: readonly Item[];
  readonly key: (item: Item) => Key;
  readonly rowPx: number;
}

/**
 * Where a person is in a long list that grows in front. At the very top the newest row shows as it comes; anywhere else
 * the rows that are being read stay where they are, and what came since is counted.
 */
export class VirtualRows<Item, Key> {
  /** Height of the viewport, in pixels. */
  viewportPx = $state(0);
  readonly #source: () => RowSource<Item, Key>;
  /** Where the person scrolled to, the row that was there, and the newest row when the top was left. */
  #scrolled = $state.raw<{ topPx: number; anchor?: Key; index: number; newest?: Key }>({ topPx: 0, index: 0 });

  constructor(source: () => RowSource<Item, Key>) {
    this.#source = source;
  }

  /** The newest row is in view. */
  readonly isAtTop = $derived.by(() => this.#scrolled.topPx < this.#source().rowPx / 2);

  /** Where the viewport should be so that the row at its top is still the same, in pixels. */
  readonly topPx = $derived.by(() => {
    const { items, key, rowPx } = this.#source();
    const { anchor, index, topPx } = this.#scrolled;
    if (this.isAtTop || anchor === undefined) return 0;
    const now = findRow(items, key, anchor, index);
    return now < 0 ? 0 : topPx + (now - index) * rowPx;
  });

  /** Rows that came in front since the person left the top. */
  readonly unseen = $derived.by(() => {
    const { items, key } = this.#source();
    const { newest } = this.#scrolled;
    return this.isAtTop || newest === undefined ? 0 : Math.max(0, findRow(items, key, newest));
  });

  /** The rows to render. */
  readonly shown = $derived.by(() => {
    const { items, rowPx } = this.#source();
    return rowWindow(this.topPx, this.viewportPx, rowPx, items.length);
  });

  /** Takes note of where the person scrolled to. */
  scrolledTo(topPx: number): void {
    const { items, key, rowPx } = this.#source();
    const keyAt = (index: number): { anchor?: Key } =>
      items[index] === undefined ? {} : { anchor: key(items[index]) };
    const index = Math.max(0, Math.min(Math.floor(topPx / rowPx), items.length - 1));
    const { newest } = this.#scrolled;
    const leaving = this.isAtTop || newest === undefined;
    const first = leaving ? keyAt(0).anchor : newest;
    this.#scrolled = { topPx, index, ...keyAt(index), ...(first === undefined ? {} : { newest: first }) };
  }
}

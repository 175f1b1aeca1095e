/** Which rows stand in a viewport. */
export interface RowWindow {
  /** Index of the first row to render. */
  first: number;
  /** Index after the last row to render. */
  end: number;
}

/** Rows rendered beyond each edge, so that a quick scroll does not meet white. */
const overscan = 8;

/** Where rows of one height stand when some of them have a panel of one height below. All lengths in pixels. */
export class RowHeights {
  readonly rowPx: number;
  readonly panelPx: number;
  /** Indexes of the rows with a panel, ascending. */
  readonly #expanded: readonly number[];

  constructor(rowPx: number, panelPx = 0, expanded: readonly number[] = []) {
    this.rowPx = rowPx;
    this.panelPx = panelPx;
    this.#expanded = expanded;
  }

  /** Whether a row has a panel. */
  isExpanded(index: number): boolean {
    return this.#expanded.includes(index);
  }

  /** Where a row begins; of the index after the last row: the height of all. */
  topOf(index: number): number {
    const above = this.#expanded.findIndex((expanded) => expanded >= index);
    return index * this.rowPx + (above < 0 ? this.#expanded.length : above) * this.panelPx;
  }

  /** How high a row is with its panel. */
  heightOf(index: number): number {
    return this.rowPx + (this.isExpanded(index) ? this.panelPx : 0);
  }

  /** The row at a distance from the first row's top; a panel belongs to the row above it. */
  indexAt(px: number): number {
    let panels = 0;
    for (const index of this.#expanded) {
      const panelTop = (index + 1) * this.rowPx + panels * this.panelPx;
      if (px < panelTop) break;
      if (px < panelTop + this.panelPx) return index;
      panels++;
    }
    return Math.floor((px - panels * this.panelPx) / this.rowPx);
  }

  /**
   * The rows that a viewport shows, and a few beyond its edges.
   *
   * @param topPx distance of the viewport's top from the first row; outside the list it is moved inside
   */
  windowOf(topPx: number, viewportPx: number, count: number): RowWindow {
    const first = Math.max(0, Math.min(this.indexAt(topPx), count - 1));
    const last = this.indexAt(Math.max(topPx, this.topOf(first)) + viewportPx);
    return { first: Math.max(0, first - overscan), end: Math.min(count, last + 1 + overscan) };
  }

  /** Where to scroll so that a row is in view: to the nearest edge, or to the middle when it is far away. */
  scrollTo(index: number, topPx: number, viewportPx: number): number {
    const rowTop = this.topOf(index);
    const heightPx = Math.min(this.heightOf(index), viewportPx);
    if (rowTop >= topPx && rowTop + heightPx <= topPx + viewportPx) return topPx;
    const isNear = rowTop > topPx - viewportPx && rowTop < topPx + 2 * viewportPx;
    if (!isNear) return rowTop - (viewportPx - heightPx) / 2;
    return rowTop < topPx ? rowTop : rowTop + heightPx - viewportPx;
  }
}

import type { Snippet } from "svelte";

/** Rows of a list that show more of themselves below. */
export interface RowExpansion<Item> {
  /** Their indexes, ascending. */
  indexes: readonly number[];
  /** What stands below such a row; it scrolls where it is higher than its place. */
  panel: Snippet<[item: Item]>;
  /** Name of the panel of a row. */
  label: (index: number) => string;
  /** A row is to be expanded, or no longer. */
  ontoggle: (index: number) => void;
}

/** What a list of rows by their index is given. */
export interface IndexedListProps<Item> {
  /** Names the list. */
  label: string;
  /** All rows. About a million rows of 28 px fit into one scroll bar. */
  count: number;
  /** The row at an index; undefined while it is being read. */
  itemAt: (index: number) => Item | undefined;
  row: Snippet<[item: Item, index: number]>;
  /** Height of every row, in pixels. */
  rowPx?: number;
  /** Rows that show more of themselves below; undefined: rows cannot. */
  expansion?: RowExpansion<Item>;
  /** Index of the active row; -1: none. */
  active?: number;
  /** Rows that are chosen; the active row is chosen where no other is. */
  isChosen?: (item: Item) => boolean;
  /** Whether several rows can be chosen. */
  isMultiple?: boolean;
  /** New rows that wait where rows come. */
  waiting?: number;
  /** New rows come at the end, and not in front. */
  growsAtEnd?: boolean;
  /** Shows the end as rows come there. */
  followsEnd?: boolean;
  /** These rows are in view, or a few pixels from it. */
  onwindow?: (first: number, end: number) => void;
  /** A key moved to another row. */
  onmove?: (index: number, event: KeyboardEvent) => void;
  /** Whether the place where new rows come is in view, told whenever the list was scrolled or grew. */
  onedge?: (isInView: boolean) => void;
  /** Enter on the active row, or a click on a row. */
  onopen?: (index: number, event: MouseEvent | KeyboardEvent) => void;
  /** The context menu of a row is asked for. */
  onmenu?: (index: number, event: MouseEvent) => void;
  /** How far the list is scrolled sideways, in pixels: for a head that goes with it. */
  onscrollx?: (leftPx: number) => void;
  /** Least width of a row, in pixels; the list scrolls sideways when it is narrower. */
  widthPx?: number;
}

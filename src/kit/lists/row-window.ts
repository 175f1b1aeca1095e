import { RowHeights, type RowWindow } from "./row-heights.ts";

/**
 * The rows that a viewport shows, and a few beyond its edges.
 *
 * @param topPx distance of the viewport's top from the first row, in pixels; outside the list it is moved inside
 */
export function rowWindow(topPx: number, viewportPx: number, rowPx: number, count: number): RowWindow {
  return new RowHeights(rowPx).windowOf(topPx, viewportPx, count);
}

/**
 * Where the row of a key is now, or -1. Looks from `near` on first: rows come in front of it, so it mostly moved down.
 */
export function findRow<Item, Key>(items: readonly Item[], key: (item: Item) => Key, wanted: Key, near = 0): number {
  for (let index = Math.max(0, near); index < items.length; index++) {
    if (key(items[index]!) === wanted) return index;
  }
  const end = Math.min(near, items.length);
  for (let index = 0; index < end; index++) {
    if (key(items[index]!) === wanted) return index;
  }
  return -1;
}

/**
 * Where a key of the keyboard moves the active row, or undefined when it moves nothing. Keys are places on the keyboard
 * (`event.code`), because a Russian layout has no j and k.
 *
 * @param index the active row, -1 when there is none
 * @param page rows in a viewport
 */
export function movedTo(code: string, index: number, page: number, count: number): number | undefined {
  const target = {
    ArrowDown: index + 1,
    KeyJ: index + 1,
    ArrowUp: index - 1,
    KeyK: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  }[code];
  if (target === undefined || count === 0) return undefined;
  return Math.max(0, Math.min(target, count - 1));
}

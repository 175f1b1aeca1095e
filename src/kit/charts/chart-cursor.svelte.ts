import { getContext, hasContext, setContext } from "svelte";

/** The moment that a person looks at, on all charts of a page. */
export class ChartCursor {
  /** In milliseconds since the epoch; undefined while nobody looks. */
  timeMs = $state<number>();
}

const key = Symbol("chart cursor");

/** Makes one cursor for all charts below the calling component. */
export function provideChartCursor(): ChartCursor {
  return setContext(key, new ChartCursor());
}

/** The cursor of the page, or one of its own. Call it while a component is being set up. */
export function useChartCursor(): ChartCursor {
  return hasContext(key) ? getContext<ChartCursor>(key) : new ChartCursor();
}

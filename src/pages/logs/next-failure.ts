import type { Query } from "../../query/query.ts";
import type { ExploreRow, ExploreScope, RowOrder } from "../../store/explore.ts";

/** The rows of a scope that are failures: calls that ended so, or lines at ERROR and above. */
export function failuresOf(scope: ExploreScope): ExploreScope {
  const failing: Query =
    scope.view === "calls"
      ? { is: "field", path: "outcome", test: { is: "value", value: "error", isQuoted: false } }
      : { is: "field", path: "level", test: { is: "range", from: { value: "ERROR", isInclusive: true } } };
  return { ...scope, query: { is: "and", parts: [scope.query, failing] } };
}

/** The failure behind a row, or the one before it; the first one where there is no row. */
export function nextFailure(
  failures: readonly ExploreRow[],
  from: ExploreRow | undefined,
  order: RowOrder,
  isForward: boolean,
): ExploreRow | undefined {
  if (!from) return failures[0];
  const own = failures.findIndex(({ position }) => position === from.position);
  if (own >= 0) return failures[own + (isForward ? 1 : -1)];
  // The row is no failure itself: in order of time its place among them is told by its time.
  const distance = (row: ExploreRow) => row.timeMs - from.timeMs || row.lines[0]! - from.lines[0]!;
  const isBehind = (row: ExploreRow) => distance(row) < 0 === order.isDescending;
  return isForward ? failures.find(isBehind) : failures.findLast((row) => !isBehind(row));
}

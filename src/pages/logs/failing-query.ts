import type { Query } from "../../query/query.ts";
import type { ExploreView } from "../../store/explore.ts";

/** What rows of a view are failures: calls that ended so, or lines at ERROR and above. */
export function failingQuery(view: ExploreView): Query {
  return view === "calls"
    ? { is: "field", path: "outcome", test: { is: "value", value: "error", isQuoted: false } }
    : { is: "field", path: "level", test: { is: "range", from: { value: "ERROR", isInclusive: true } } };
}

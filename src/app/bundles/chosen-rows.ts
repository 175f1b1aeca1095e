import type { TimeRange } from "../../analytics/call-rollups.ts";
import type { Query } from "../../query/query.ts";
import type { ExploreScope } from "../../store/explore.ts";
import { valueIs } from "../../query/conditions.ts";

/** What a bundle is made of: what stands in a range of time, the calls of an error group, or one call. */
export type BundleChoice =
  /** `view` and `query` as the explorer shows them. */
  | { kind: "range"; view: ExploreScope["view"]; query: Query; range: TimeRange; hasOwnCalls: boolean }
  /** @param scope of the group, as its page counts it */
  | { kind: "group"; key: string; scope: ExploreScope }
  | { kind: "call"; requestId: string };

/** The rows whose lines go into a bundle: those of the choice, and no others. */
export function chosenRows(choice: BundleChoice): ExploreScope {
  switch (choice.kind) {
    case "range": {
      const { view, query, range, hasOwnCalls } = choice;
      return { view, query, range, hasOwnCalls };
    }
    case "group":
      return choice.scope;
    case "call":
      return { view: "events", query: valueIs("request_id", choice.requestId), range: {}, hasOwnCalls: true };
  }
}

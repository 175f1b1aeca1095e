import type { QueryError } from "../../../query/query-error.ts";
import type { QueryWarning } from "../../../query/edit/query-warnings.ts";
import type { Span } from "./mark-text.ts";

/** What was understood of a text, by place. */
export interface QueryReading {
  conditions: readonly Span[];
  errors: readonly QueryError[];
  /** What can find nothing; default: none. */
  warnings?: readonly QueryWarning[];
}

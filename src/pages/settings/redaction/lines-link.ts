import { valueIs } from "../../../query/conditions.ts";
import type { LinePlace } from "../../../app/redaction/count-matches.ts";
import type { Query } from "../../../query/query.ts";
import { logsLink } from "../../../app/links/logs-link.ts";

/** The address of Logs with exactly these lines. */
export function linesLink(places: readonly LinePlace[]): string {
  const sessions = Map.groupBy(places, ({ sessionId }) => sessionId);
  const parts = [...sessions].map(([sessionId, lines]): Query => {
    const numbers = lines.map(({ seq }) => valueIs("seq", seq));
    return { is: "and", parts: [valueIs("session_id", sessionId), { is: "or", parts: numbers }] };
  });
  return logsLink({ set: "", view: "events", query: { is: "or", parts }, range: {}, hasOwnCalls: true });
}

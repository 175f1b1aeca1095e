import type { LinePlace } from "../../../app/redaction/count-matches.ts";
import type { Query } from "../../../query/query.ts";
import { logsLink } from "../../../app/links/logs-link.ts";

/** The address of Logs with exactly these lines. */
export function linesLink(places: readonly LinePlace[]): string {
  const sessions = Map.groupBy(places, ({ sessionId }) => sessionId);
  const parts = [...sessions].map(([sessionId, lines]): Query => {
    const numbers = lines.map(({ seq }) => valueOf("seq", String(seq), false));
    return { is: "and", parts: [valueOf("session_id", sessionId, true), { is: "or", parts: numbers }] };
  });
  return logsLink({ set: "", view: "events", query: { is: "or", parts }, range: {}, hasOwnCalls: true });
}

function valueOf(path: string, value: string, isQuoted: boolean): Query {
  return { is: "field", path, test: { is: "value", value, isQuoted } };
}

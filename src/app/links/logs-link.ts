import type { TimeRange } from "../../analytics/call-rollups.ts";
import { allOf } from "../../query/conditions.ts";
import { printQuery } from "../../query/print-query.ts";
import type { Query } from "../../query/query.ts";

/** Rows of a log that a link leads to. */
export interface LinkedRows {
  /** The imported log, as the address names it; empty: the live one. */
  set: string;
  view: "calls" | "events";
  query: Query;
  range: TimeRange;
  hasOwnCalls: boolean;
}

/** The address of the explorer with exactly these rows. */
export function logsLink({ set, view, query, range, hasOwnCalls }: LinkedRows): string {
  const { fromMs, toMs } = range;
  const text = printQuery(flattened(query));
  const parameters = {
    log: set,
    q: text === "*" ? "" : text,
    view,
    from: fromMs === undefined ? "" : String(Math.floor(fromMs)),
    to: toMs === undefined ? "" : String(Math.ceil(toMs)),
    own: hasOwnCalls ? "1" : "0",
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== "");
  return `/logs?${new URLSearchParams(given).toString()}`;
}

/** Parts of a part of `and` stand beside one another, and those that hold for every row are left out. */
function flattened(query: Query): Query {
  return query.is === "and" ? allOf(...query.parts.map(flattened)) : query;
}
